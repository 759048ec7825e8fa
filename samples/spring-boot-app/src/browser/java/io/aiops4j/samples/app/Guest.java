package io.aiops4j.samples.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Somebody at a real browser, whose every complaint is written down. */
final class Guest implements AutoCloseable {

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    // more than any view has to offer
    private static final int MOST_TABS = 100;

    /** A screen, and what its owner likes. */
    enum Screen {
        DESKTOP_LIGHT(1280, 800, ColorScheme.LIGHT),
        DESKTOP_DARK(1280, 800, ColorScheme.DARK),
        PHONE_LIGHT(360, 740, ColorScheme.LIGHT),
        PHONE_DARK(360, 740, ColorScheme.DARK);

        private final int width;
        private final int height;
        private final ColorScheme colours;

        Screen(int width, int height, ColorScheme colours) {
            this.width = width;
            this.height = height;
            this.colours = colours;
        }

        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    private final String address;
    private final Screen screen;
    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private int shots;

    Guest(Browser browser, String address, Screen screen) {
        this.address = address;
        this.screen = screen;
        this.context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(screen.width, screen.height)
                .setColorScheme(screen.colours)
                .setLocale("en-GB"));
        context.setDefaultTimeout(30_000);
        // what a payload would call, and what the browser says when it was kept from it
        context.exposeFunction("__xss", arguments -> complaints.add("a payload ran"));
        context.exposeFunction("__refused", arguments -> complaints.add("the policy was hurt: " + arguments[0]));
        context.addInitScript("document.addEventListener('securitypolicyviolation',"
                + " event => window.__refused(event.violatedDirective + ' ' + event.blockedURI + ' ' + event.sample))");
        context.onRequest(request -> {
            if (!request.url().startsWith(address + "/") && !request.url().startsWith("data:")) {
                complaints.add("asked outside: " + request.url());
            }
        });
        context.onWebError(error -> complaints.add("an error of the page: " + error.error()));
        context.onDialog(dialog -> {
            complaints.add("a dialog of the browser: " + dialog.message());
            dialog.dismiss();
        });
        context.onConsoleMessage(message -> {
            if (List.of("error", "warning").contains(message.type())) {
                complaints.add("on the console: " + message.text() + " " + message.location());
            }
        });
        this.page = context.newPage();
    }

    Page page() {
        return page;
    }

    Locator the(String selector) {
        return page.locator(selector);
    }

    /** Goes to the review page and signs in on the way. */
    Guest signIn(String name) {
        page.navigate(address + "/aiops");
        look("sign-in");
        page.getByLabel("Username").fill(name);
        page.getByLabel("Password").fill(AppHost.PASSWORD);
        page.getByRole(com.microsoft.playwright.options.AriaRole.BUTTON).click();
        see("What waits");
        return this;
    }

    /** Goes to a view of the page by its address. */
    Guest visit(String view, String heading) {
        page.navigate(address + "/aiops#" + view);
        return see(heading);
    }

    Guest see(String heading) {
        page.locator("#main h1")
                .filter(new Locator.FilterOptions().setHasText(heading))
                .waitFor();
        page.locator("#main .wait").waitFor(new Locator.WaitForOptions().setState(
                com.microsoft.playwright.options.WaitForSelectorState.DETACHED));
        return this;
    }

    /** Goes on with the tabulator until it is reached, as somebody without a mouse does. */
    Guest tabTo(String selector) {
        for (int i = 0; i < MOST_TABS; i++) {
            if ((Boolean) page.evaluate("wanted => !!document.activeElement && document.activeElement.matches(wanted)", selector)) {
                return this;
            }
            press("Tab");
        }
        throw new AssertionError("not reached by " + MOST_TABS + " tabulators: " + selector);
    }

    Guest press(String key) {
        page.keyboard().press(key);
        return this;
    }

    Guest type(String text) {
        page.keyboard().type(text);
        return this;
    }

    /** Leaves a picture, and asks axe what people could not see, reach or understand. */
    Guest look(String view) {
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(SCREENSHOTS.resolve(screen + "-%02d-%s.png".formatted(++shots, view))));
        List<String> barriers = new AxeBuilder(page)
                .analyze().getViolations().stream()
                        .filter(rule -> List.of("serious", "critical").contains(rule.getImpact()))
                        .map(Guest::told)
                        .toList();
        assertThat(barriers).as(screen + " " + view).isEmpty();
        assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                .as(screen + " " + view + " is no wider than the screen")
                .isTrue();
        return this;
    }

    private static String told(Rule rule) {
        return rule.getId() + ": " + rule.getHelp() + " at "
                + rule.getNodes().stream().map(node -> node.getHtml()).toList();
    }

    /** What the browser complained of, or was asked to do and should not have been. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    @Override
    public void close() {
        context.close();
    }
}
