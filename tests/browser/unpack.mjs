// Unpacks the browser, its fonts and the libraries it needs into the folder TMPDIR.
// The package does so with its libraries only where it believes itself in the cloud that it was made for.
process.env.AWS_LAMBDA_JS_RUNTIME = "nodejs22.x";
const { default: chromium } = await import("@sparticuz/chromium");
await chromium.executablePath();
