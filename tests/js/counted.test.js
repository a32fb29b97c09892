// A page says that it was opened, and once that its form was begun.
import assert from "node:assert/strict";
import { test } from "node:test";

test("opened once, begun once", async () => {
  const told = [];
  const form = Object.assign(new EventTarget(), { dataset: { counted: "/vu/1/?stamp=s&source=radio&what=" } });
  globalThis.document = { querySelector: () => form };
  Object.defineProperty(globalThis, "navigator", { value: { sendBeacon: (url, facts) => told.push(`${url} ${facts}`) }, configurable: true });
  await import("../../cms/static/cms/js/counted.js");
  for (let presses = 0; presses < 3; presses += 1) form.dispatchEvent(new Event("input"));
  assert.deepEqual(told, ["/vu/1/ stamp=s&source=radio&what=seen", "/vu/1/ stamp=s&source=radio&what=begun"]);
});
