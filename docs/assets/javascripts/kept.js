/* Where what the site keeps on this device lies. On one host there may be other sites: what is theirs is never touched. */

/* The site's root, also below a folder of a host. */
export const root = new URL("../../", import.meta.url);

/* The caches of service-worker.js, which names them so. */
export const ourCaches = async () => (await caches.keys()).filter((name) => name.startsWith(`guidebook ${root.href} `));

const NAMES = ["reading-list:", "informational-interview-guide:"]; // ticks on reading lists; the color scheme

/* The keys of localStorage or sessionStorage that are ours. */
export const ourKeys = (storage) => Object.keys(storage).filter((key) => NAMES.some((name) => key.startsWith(name)));
