import type { AllowedTags, AllowedTagsByType } from './allowed-tags.ts';

/** More tracks than a camera writes; beyond, a file is not called clean. */
const TRACKS = Array.from({ length: 24 }, (_, index) => `Track${index + 1}`);
const NO_DATE = /^0000:00:00 00:00:00$/;
const EMPTY = /^$/;

function everyTrack(tags: string): string[] {
  return TRACKS.flatMap((track) => tags.split(/\s+/).map((tag) => `${track}:${tag}`));
}

function inGroup(group: string, tags: string): string[] {
  return tags.split(/\s+/).map((tag) => `${group}:${tag}`);
}

const PICTURE = inGroup('Composite', 'ImageSize Megapixels');

/** Times, sizes, codecs and the tables of samples. Names of tracks and handlers are not among them. */
const MOVIE: AllowedTags = {
  fileTypes: ['MP4', 'MOV', 'M4A', 'M4V', 'M4B', '3GP', '3G2', 'F4V'],
  tags: [
    ...PICTURE,
    ...inGroup('Composite', 'AvgBitrate Rotation'),
    ...inGroup(
      'QuickTime',
      `CompatibleBrands CreateDate CurrentTime Duration MajorBrand MatrixStructure MediaData MediaDataOffset
      MediaDataSize MinorVersion ModifyDate MovieDataOffset MovieFragmentSequence MovieHeaderVersion NextTrackID
      PosterTime PreferredRate PreferredVolume PreviewDuration PreviewTime SelectionDuration SelectionTime TimeScale
      Unknown_mvex Unknown_tfdt Unknown_tfhd Unknown_trun`,
    ),
    ...everyTrack(
      `AVCConfiguration AmbientViewingEnvironment AudioBitsPerSample AudioChannelTypes AudioChannels AudioFormat
      AudioSampleRate Balance BitDepth ChunkOffset ChunkOffset64 CleanAperture CleanApertureDimensions
      CodecConfiguration ColorPrimaries ColorProfiles ColorRepresentation CompositionTimeToSample
      CompositionToDecodeTimelineMapping CompressorID EncodedPixelsDimensions Endianness Gamma GraphicsMode
      HEVCConfiguration HandlerClass HandlerType IdependentAndDisposableSamples ImageHeight ImageWidth LayoutFlags
      MatrixCoefficients MatrixStructure MaxContentLightLevel MediaCreateDate MediaDuration MediaHeaderVersion
      MediaLanguageCode MediaModifyDate MediaTimeScale NumChannelDescriptions OpColor PartialSyncSamples
      PixelAspectRatio ProductionApertureDimensions PurchaseFileFormat SampleGroupDescription SampleSizes
      SampleToChunk SampleToGroup SourceImageHeight SourceImageWidth SyncSampleTable TimeToSampleTable
      TrackCreateDate TrackDuration TrackHeaderVersion TrackID TrackLayer TrackModifyDate TrackVolume
      TransferCharacteristics Unknown_CoLL Unknown_SmDm Unknown_alac Unknown_amve Unknown_av1C Unknown_clli
      Unknown_cslg Unknown_damr Unknown_dac3 Unknown_dec3 Unknown_dfLa Unknown_dOps Unknown_edts Unknown_esds
      Unknown_hvcC Unknown_mdcv Unknown_pcmC Unknown_srat Unknown_st3d Unknown_vpcC VideoFieldOrder VideoFrameRate
      VideoFullRangeFlag XResolution YResolution`,
    ),
  ],
  values: {
    'QuickTime:CreateDate': NO_DATE,
    'QuickTime:ModifyDate': NO_DATE,
    'QuickTime:MinorVersion': /^0\.0\.0$/,
    ...Object.fromEntries(
      everyTrack('MediaCreateDate MediaModifyDate TrackCreateDate TrackModifyDate').map((tag) => [
        tag,
        NO_DATE,
      ]),
    ),
  },
};

/** Versions, positions in the index, codecs; the two names every file must have are empty. */
const MATROSKA: Omit<AllowedTags, 'fileTypes'> = {
  tags: [
    ...PICTURE,
    ...inGroup('Info', 'Duration MuxingApp TimecodeScale WritingApp'),
    ...inGroup(
      'Matroska',
      `CueClusterPosition CueTime CueTrack DocType DocTypeReadVersion DocTypeVersion EBMLMaxIDLength
      EBMLMaxSizeLength EBMLReadVersion EBMLVersion SeekID SeekPosition`,
    ),
    ...everyTrack(
      `AudioBitsPerSample AudioChannels AudioCodecID AudioOutputSampleRate AudioSampleRate CodecPrivate
      ContentCompressionAlgorithm ContentCompressionSettings CropBottom CropLeft CropRight CropTop DefaultDuration
      DisplayHeight DisplayUnit DisplayWidth ImageHeight ImageWidth Matroska_0x13c0 Matroska_0x15ae
      Matroska_0x15b0 Matroska_0x15ee Matroska_0x16aa Matroska_0x16bb MaxBlockAdditionID StereoMode
      TrackDefault TrackForced TrackLacing TrackLanguage TrackNumber TrackType TrackUID TrackUsed VideoCodecID
      VideoFrameRate VideoScanType`,
    ),
  ],
  values: { 'Info:MuxingApp': EMPTY, 'Info:WritingApp': EMPTY },
};

const WAVE_FORMAT = 'AvgBytesPerSec BitsPerSample Encoding NumChannels NumberOfSamples SampleRate';

/** What ExifTool may list of clean sound and video: how it is coded, never who made it with what. */
export const MEDIA_TAGS: AllowedTagsByType = {
  mp4: MOVIE,
  mov: MOVIE,
  m4a: MOVIE,
  webm: { ...MATROSKA, fileTypes: ['WEBM'] },
  mkv: { ...MATROSKA, fileTypes: ['MKV', 'MKA', 'MKS'] },
  mp3: {
    fileTypes: ['MP3'],
    tags: [
      ...inGroup('Composite', 'AudioBitrate Duration'),
      ...inGroup(
        'MPEG',
        `AudioBitrate AudioLayer ChannelMode CopyrightFlag Emphasis Encoder IntensityStereo MPEGAudioVersion
        MSStereo OriginalMedia SampleRate VBRBytes VBRFrames VBRScale`,
      ),
    ],
    // The four letters that make players cut the encoder's delay; without a version.
    values: { 'MPEG:Encoder': /^LAME$/ },
  },
  wav: { fileTypes: ['WAV'], tags: ['Composite:Duration', ...inGroup('RIFF', WAVE_FORMAT)] },
  aiff: {
    fileTypes: ['AIFF', 'AIFC'],
    tags: [
      'Composite:Duration',
      ...inGroup(
        'AIFF',
        'CompressionType CompressorName FormatVersionTime NumChannels NumSampleFrames SampleRate SampleSize',
      ),
    ],
    // The date of the AIFF-C specification.
    values: { 'AIFF:CompressorName': EMPTY, 'AIFF:FormatVersionTime': /^1990:05:23 / },
  },
  flac: { fileTypes: ['FLAC'], tags: ['Composite:Duration', 'FLAC:*'] },
  ogg: {
    fileTypes: ['OGG', 'OPUS'],
    tags: [
      'Composite:Duration',
      'FLAC:*',
      ...inGroup('Opus', 'AudioChannels OpusVersion OutputGain SampleRate'),
      ...inGroup(
        'Vorbis',
        'AudioChannels MaximumBitrate MinimumBitrate NominalBitrate SampleRate Vendor VorbisVersion',
      ),
    ],
    values: { 'Vorbis:Vendor': EMPTY },
  },
  avi: {
    fileTypes: ['AVI'],
    tags: [
      ...PICTURE,
      'Composite:Duration',
      ...inGroup(
        'File',
        `AlphaMask BMPVersion BitDepth BlueMask ColorSpace Compression GreenMask ImageHeight ImageLength ImageWidth
        NumColors NumImportantColors PixelsPerMeterX PixelsPerMeterY Planes RedMask`,
      ),
      ...inGroup('RIFF', WAVE_FORMAT),
      ...inGroup(
        'RIFF',
        `AudioCodec AudioSampleCount AudioSampleRate FrameCount FrameRate ImageHeight ImageWidth MaxDataRate Quality
        SampleSize StreamCount StreamType TextJunk TotalFrameCount Unknown_JUNK Unknown_indx Unknown_vprp VideoCodec
        VideoFrameCount VideoFrameRate`,
      ),
      'ExifTool:Warning',
    ],
    values: {
      'RIFF:TextJunk': EMPTY,
      // It takes some codecs' frames for chunks; the structural check walks them all.
      'ExifTool:Warning': /^Possibly corrupt LIST_movi data$/,
    },
  },
};
