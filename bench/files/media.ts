import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

const FILM = ['-f', 'lavfi', '-i', 'testsrc2=s=1280x720:r=25', '-f', 'lavfi', '-i', 'sine=440'];
const TALK = ['-f', 'lavfi', '-i', 'anoisesrc=a=0.1'];
const TAGS = ['-metadata', 'artist=A. Person', '-metadata', 'location=+55.6+012.5/'];
const H264 = ['-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-c:a', 'aac'];
/** Forty megabits a second, as telephones film, all of it picture: noise leaves an encoder nothing to save. */
const AS_A_PHONE = ['-preset', 'ultrafast', '-b:v', '40M', '-maxrate', '40M', '-bufsize', '40M'];
const NOISY = [...FILM, '-vf', 'noise=alls=60:allf=t'];

/** Recordings of speech and short films in every container, and a film of ten times the length of most. */
export async function makeMedia(at: (name: string) => string): Promise<string[]> {
  const make = (name: string, ...args: string[]) =>
    run('ffmpeg', ['-v', 'error', '-y', ...args, ...TAGS, at(name)]);
  const short = [...FILM, '-t', '5'];

  await make('talk.mp3', ...TALK, '-t', '180', '-c:a', 'libmp3lame', '-b:a', '192k');
  await make('talk.wav', ...TALK, '-t', '120', '-ac', '2');
  await make('talk.aiff', ...TALK, '-t', '60');
  await make('talk.flac', ...TALK, '-t', '60');
  await make('talk.opus', ...TALK, '-t', '180', '-c:a', 'libopus');
  await make('talk.m4a', ...TALK, '-t', '180', '-c:a', 'aac');
  await make('short.mp4', ...short, ...H264, '-preset', 'fast');
  await make('short.mov', ...short, ...H264, '-preset', 'fast');
  await make('short.mkv', ...short, ...H264, '-preset', 'fast');
  await make('short.webm', ...short, '-c:v', 'libvpx', '-deadline', 'realtime', '-cpu-used', '8');
  await make('short.avi', ...short, '-c:v', 'mjpeg', '-c:a', 'pcm_s16le');

  await make('part.mp4', ...NOISY, '-t', '10', ...H264, ...AS_A_PHONE);
  await make('long-200MB.mp4', '-stream_loop', '3', '-i', at('part.mp4'), '-c', 'copy');
  return [
    ...['talk.mp3', 'talk.wav', 'talk.aiff', 'talk.flac', 'talk.opus', 'talk.m4a'],
    ...['short.mp4', 'short.mov', 'short.mkv', 'short.webm', 'short.avi', 'long-200MB.mp4'],
  ];
}
