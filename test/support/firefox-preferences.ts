/** Preferences of a Firefox profile, as `user.js` has them. */
export type Preferences = Readonly<Record<string, string | number | boolean>>;

/**
 * What Tor Browser sets (its base profile, its own profile and security level "Safest"), as far as a stock Firefox
 * knows the preference. Tor Browser blocks scripts, fonts and media there with an add-on; the first block stands in
 * for it.
 */
export const SAFEST: Preferences = {
  'javascript.enabled': false,
  'gfx.downloadable_fonts.enabled': false,
  'media.mediasource.enabled': false,
  'webgl.disabled': true,
  // Security level "Safest".
  'svg.disabled': true,
  'mathml.disabled': true,
  'gfx.font_rendering.graphite.enabled': false,
  'gfx.font_rendering.opentype_svg.enabled': false,
  'javascript.options.ion': false,
  'javascript.options.baselinejit': false,
  'javascript.options.native_regexp': false,
  'javascript.options.wasm': false,
  // Against fingerprinting.
  'privacy.resistFingerprinting': true,
  'privacy.resistFingerprinting.letterboxing': true,
  'privacy.spoof_english': 2,
  'browser.display.use_system_colors': false,
  'privacy.window.maxInnerWidth': 1400,
  'privacy.window.maxInnerHeight': 900,
  // Nothing on disk.
  'browser.privatebrowsing.autostart': true,
  'browser.cache.disk.enable': false,
  'browser.formfill.enable': false,
  'browser.sessionstore.privacy_level': 2,
  'signon.rememberSignons': false,
  'signon.autofillForms': false,
  'dom.serviceWorkers.enabled': false,
  'privacy.firstparty.isolate': true,
  'privacy.partition.network_state': false,
  'network.cookie.cookieBehavior': 1,
  'network.cookie.cookieBehavior.pbmode': 1,
  // Requests.
  'dom.security.https_only_mode': true,
  'dom.security.https_only_mode_pbm': true,
  'dom.security.https_only_mode.upgrade_onion': false,
  // http://….onion is a secure context in Tor Browser.
  'dom.securecontext.allowlist_onions': true,
  // With the line above a stock Firefox would ask an onion for https pictures (measured).
  'security.mixed_content.upgrade_display_content': false,
  'network.http.referer.hideOnionSource': true,
  'network.http.referer.defaultPolicy': 2,
  'network.http.referer.defaultPolicy.pbmode': 2,
  'network.http.referer.XOriginTrimmingPolicy': 2,
  'network.http.max-persistent-connections-per-proxy': 256,
  'network.http.connection-retry-timeout': 0,
  'network.http.http3.enable': false,
  'network.http.speculative-parallel-limit': 0,
  'network.dns.disablePrefetch': true,
  'network.dns.blockDotOnion': false,
  'network.prefetch-next': false,
  'network.predictor.enabled': false,
  'media.peerconnection.enabled': false,
  'pdfjs.enableScripting': false,
};

/** Anybody's Firefox as it was installed, only without scripts. */
export const STOCK: Preferences = {
  'javascript.enabled': false,
  'network.dns.blockDotOnion': false,
};

/** No calls to the vendor and no first-run pages, so that a test's browser talks to the test alone. */
export const QUIET: Preferences = {
  'app.update.enabled': false,
  'app.normandy.enabled': false,
  'app.shield.optoutstudies.enabled': false,
  'browser.aboutwelcome.enabled': false,
  'browser.newtabpage.enabled': false,
  'browser.region.network.url': '',
  'browser.region.update.enabled': false,
  'browser.safebrowsing.downloads.remote.enabled': false,
  'browser.safebrowsing.malware.enabled': false,
  'browser.safebrowsing.phishing.enabled': false,
  'browser.search.update': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.homepage': 'about:blank',
  'browser.startup.page': 0,
  'browser.topsites.contile.enabled': false,
  'captivedetect.canonicalURL': '',
  'datareporting.healthreport.uploadEnabled': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'dom.push.connection.enabled': false,
  'extensions.getAddons.cache.enabled': false,
  'extensions.systemAddon.update.enabled': false,
  'extensions.update.enabled': false,
  'geo.enabled': false,
  'messaging-system.rsexperimentloader.enabled': false,
  'media.gmp-manager.updateEnabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'network.trr.mode': 5,
  'services.settings.server': 'data:,#remote-settings-dummy/v1',
  'toolkit.telemetry.enabled': false,
  'toolkit.telemetry.server': '',
  'toolkit.telemetry.reportingpolicy.firstRun': false,
};

/** Everything goes through a SOCKS5 port of 127.0.0.1, names included; null: no proxy at all. */
export function proxyPreferences(socksPort: number | null): Preferences {
  if (socksPort === null) return { 'network.proxy.type': 0 };
  return {
    'network.proxy.type': 1,
    'network.proxy.socks': '127.0.0.1',
    'network.proxy.socks_port': socksPort,
    'network.proxy.socks_version': 5,
    'network.proxy.socks_remote_dns': true,
    'network.proxy.socks5_remote_dns': true,
    'network.proxy.no_proxies_on': '',
    'network.proxy.allow_hijacking_localhost': true,
  };
}

export function userJs(preferences: Preferences): string {
  return Object.entries(preferences)
    .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`)
    .join('');
}
