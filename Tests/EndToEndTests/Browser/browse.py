"""Drives a headless Chromium through its DevTools pipe, with nothing but Python's own library.

Reads a JSON list of steps from stdin and prints one JSON document with a result for each:
  {"open": PATH, "width": 1280, "height": 900, "scale": 2, "dark": false, "scripts": true}
  {"screenshot": PATH}                 the whole page as PNG
  {"pdf": PATH, "width": 8.27, "height": 11.69}    inches of paper
  {"evaluate": EXPRESSION}             its value
  {"axe": PATH-OF-axe.min.js}          the violations found
Beside the results it tells what the pages asked the network for, and what they complained of.
"""
import base64, json, os, shutil, subprocess, sys, tempfile

LIMIT = 120  # seconds for any one answer


class Browser:
    def __init__(self, profile):
        tool = shutil.which("chromium") or shutil.which("chromium-browser")
        if not tool:
            sys.exit("there is no chromium; scripts/test installs it")
        to_read, self.to = os.pipe()
        self.back, to_write = os.pipe()

        def wire():  # Chromium reads from 3 and writes to 4.
            a, b = os.dup(to_read), os.dup(to_write)
            os.dup2(a, 3)
            os.dup2(b, 4)

        flags = ["--headless", "--remote-debugging-pipe", f"--user-data-dir={profile}",
                 "--disable-gpu", "--hide-scrollbars", "--no-first-run", "--disable-dev-shm-usage",
                 "--disable-background-networking", "--force-color-profile=srgb"]
        if os.geteuid() == 0:
            flags.append("--no-sandbox")
        self.process = subprocess.Popen(
            [tool] + flags + ["about:blank"], preexec_fn=wire, close_fds=False,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(to_read)
        os.close(to_write)
        self.rest, self.number, self.session = b"", 0, None
        self.events, self.requests, self.log = [], [], []
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.ask(f"{domain}.enable")

    def message(self):
        while b"\0" not in self.rest:
            chunk = os.read(self.back, 1 << 20)
            if not chunk:
                sys.exit("chromium ended by itself")
            self.rest += chunk
        text, self.rest = self.rest.split(b"\0", 1)
        message = json.loads(text)
        if message.get("method") == "Network.requestWillBeSent":
            self.requests.append(message["params"]["request"]["url"])
        if message.get("method") == "Log.entryAdded":
            self.log.append(message["params"]["entry"]["text"])
        return message

    def ask(self, method, **parameters):
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.to, json.dumps(message).encode() + b"\0")
        while True:
            answer = self.message()
            if answer.get("id") == self.number:
                if "error" in answer:
                    sys.exit(f"{method}: {answer['error']}")
                return answer["result"]
            self.events.append(answer.get("method"))

    def evaluate(self, expression):
        result = self.ask("Runtime.evaluate", expression=expression, awaitPromise=True,
                          returnByValue=True)
        if "exceptionDetails" in result:
            sys.exit(f"evaluating: {result['exceptionDetails']}")
        return result["result"].get("value")

    def open(self, step):
        self.ask("Emulation.setDeviceMetricsOverride", width=step.get("width", 1280),
                 height=step.get("height", 900), deviceScaleFactor=step.get("scale", 1),
                 mobile=False)
        scheme = "dark" if step.get("dark") else "light"
        self.ask("Emulation.setEmulatedMedia",
                 features=[{"name": "prefers-color-scheme", "value": scheme}])
        self.ask("Emulation.setScriptExecutionDisabled", value=not step.get("scripts", True))
        self.events.clear()
        self.ask("Page.navigate", url="file://" + os.path.abspath(step["open"]))
        while "Page.loadEventFired" not in self.events:
            self.events.append(self.message().get("method"))

    def axe(self, path):
        with open(path, encoding="utf-8") as file:
            self.evaluate(file.read() + ";0")
        return self.evaluate("""
            axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa",
              "wcag22aa", "best-practice"]}).then((found) => found.violations.map((one) =>
                `${one.id}: ${one.help}: ` + one.nodes.slice(0, 3).map((node) =>
                  node.target.join(" ") + " " + node.failureSummary).join("; ")))""")

    def take(self, step):
        if "open" in step:
            return self.open(step)
        if "screenshot" in step:
            data = self.ask("Page.captureScreenshot", format="png", captureBeyondViewport=True)
            return self.save(step["screenshot"], data["data"])
        if "pdf" in step:
            data = self.ask("Page.printToPDF", paperWidth=step["width"],
                            paperHeight=step["height"], preferCSSPageSize=False,
                            printBackground=False)
            return self.save(step["pdf"], data["data"])
        if "axe" in step:
            return self.axe(step["axe"])
        return self.evaluate(step["evaluate"])

    @staticmethod
    def save(path, text):
        with open(path, "wb") as file:
            file.write(base64.b64decode(text))


def main():
    steps = json.load(sys.stdin)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        browser = Browser(profile)
        try:
            results = [browser.take(step) for step in steps]
        finally:
            browser.process.kill()
            browser.process.wait()
    local = ("file:", "data:", "about:")
    outside = [url for url in browser.requests if not url.startswith(local)]
    json.dump({"results": results, "requests": outside, "log": browser.log}, sys.stdout)


main()
