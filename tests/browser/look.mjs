// Looks at pages with a real browser: a request a line on standard input, its answer a line on standard output.
//
// node look.mjs FOLDER, the one that make test installs the browser in.
// What is folded is unfolded, so that it is looked at too.
// Request: {html, width, picture?, plain?, seen?}; `plain` is the page without any style, inline or sheet;
// `seen` is how its reader sees it: `grey`, without colours; `dark`, by a browser that turns pages dark; `forced`, in
// the few colours of a high-contrast theme.
// Answer: {violations: [{rule, help, where}], width, text}; `width` is how wide the page turned out to be. Or {failed}.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";

const folder = resolve(process.argv[2]);
const require = createRequire(join(folder, "package.json"));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const browser = await chromium.launch({
    executablePath: join(folder, "unpacked", "chromium"),
    args: ["--no-sandbox", "--no-zygote", "--disable-gpu", "--font-render-hinting=none"],
    env: {
        ...process.env,
        FONTCONFIG_FILE: join(folder, "fonts.conf"),
        XDG_CACHE_HOME: join(folder, "cache"),
        LD_LIBRARY_PATH: join(folder, "unpacked", "al2023", "lib"),
    },
});

async function see(context, page, seen) {
    if (seen === "forced") return page.emulateMedia({ forcedColors: "active", colorScheme: "dark" });
    const session = await context.newCDPSession(page);
    if (seen === "grey") await session.send("Emulation.setEmulatedVisionDeficiency", { type: "achromatopsia" });
    if (seen === "dark") await session.send("Emulation.setAutoDarkModeOverride", { enabled: true });
}

async function look({ html, width, picture, plain, seen }) {
    const context = await browser.newContext({ viewport: { width, height: 800 }, offline: true });
    try {
        const page = await context.newPage();
        if (seen) await see(context, page, seen);
        await page.setContent(html);
        if (plain) {
            await page.evaluate(() => {
                document.querySelectorAll("style").forEach((sheet) => sheet.remove());
                document.querySelectorAll("[style]").forEach((element) => element.removeAttribute("style"));
            });
        }
        await page.evaluate(() => document.querySelectorAll("details").forEach((folded) => (folded.open = true)));
        if (picture) await page.screenshot({ path: picture, fullPage: true });
        await page.evaluate(axe);
        const found = await page.evaluate(() => globalThis.axe.run(document));
        return {
            violations: found.violations.flatMap(({ id, help, nodes }) =>
                nodes.map((node) => ({ rule: id, help, where: node.html })),
            ),
            width: await page.evaluate(() => document.documentElement.scrollWidth),
            text: await page.evaluate(() => document.body.innerText),
        };
    } finally {
        await context.close();
    }
}

for await (const line of createInterface({ input: process.stdin })) {
    // One page that fails fails alone: the browser stays for the next.
    const answer = await look(JSON.parse(line)).catch((error) => ({ failed: String(error) }));
    process.stdout.write(JSON.stringify(answer) + "\n");
}
await browser.close();
