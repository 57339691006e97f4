package dev.hexad.standalone.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.hexad.standalone.Layout;
import dev.hexad.standalone.sample.SampleApplication;
import dev.hexad.standalone.sample.SampleException;
import dev.hexad.standalone.sample.SampleRepository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The whole story, and the dashboard as a person sees it, in one JVM layout. */
class MainJobIT {
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");
  private static final LocatorAssertions.IsVisibleOptions SOON =
      new LocatorAssertions.IsVisibleOptions().setTimeout(60_000);
  private static Installed installed;

  @BeforeAll
  static void start() {
    installed = Installed.up(Layout.SINGLE);
    new Story(
            installed.installation().url(),
            installed.installation().adminToken(),
            Installed.EXAMPLES,
            installed.folder(),
            System.out)
        .play();
  }

  @AfterAll
  static void stop() {
    installed.close();
  }

  @Test
  void theLedgerHoldsTheWholeStory() {
    var verification = installed.api().get("/api/v1/ledger/verification");
    assertThat(verification.get("intact").asBoolean()).isTrue();
    assertThat(verification.get("entries").asInt()).isGreaterThan(50);
  }

  @Test
  void anOperatorFollowsARunToGreen() {
    Path chromium = chromium();
    try (Playwright playwright = Playwright.create();
        Browser browser =
            playwright
                .chromium()
                .launch(
                    new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium)
                        .setArgs(
                            List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
        Page page = browser.newPage(new Browser.NewPageOptions().setViewportSize(1440, 900))) {
      logIn(page);
      seesSixAgents(page);
      followsARun(page);
    }
  }

  private static Path chromium() {
    Path chromium = Path.of(System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium"));
    boolean there = Files.isExecutable(chromium);
    if (!"true".equals(System.getenv("CI"))) {
      Assumptions.assumeTrue(there, "no chromium at " + chromium + "; set CHROMIUM");
    }
    assertThat(there).as("chromium at %s", chromium).isTrue();
    return chromium;
  }

  private static void logIn(Page page) {
    page.navigate(installed.installation().url());
    page.getByLabel(Pattern.compile("token", Pattern.CASE_INSENSITIVE))
        .first()
        .fill(installed.installation().adminToken());
    page.getByRole(
            AriaRole.BUTTON,
            new Page.GetByRoleOptions().setName(Pattern.compile("(sign|log) ?in", 2)))
        .click();
    assertThat(page.getByRole(AriaRole.NAVIGATION).first()).isVisible(SOON);
    page.waitForTimeout(1_500);
    shoot(page, "overview");
  }

  private static void seesSixAgents(Page page) {
    page.navigate(installed.installation().url() + "/agents");
    for (String agent : List.of("CI", "CD", "Infrastructure", "Monitoring", "Cloud", "FinOps")) {
      assertThat(
              page.getByRole(
                  AriaRole.LINK, new Page.GetByRoleOptions().setName(agent).setExact(true)))
          .isVisible(SOON);
    }
    assertThat(page.getByText("Up", new Page.GetByTextOptions().setExact(true)))
        .hasCount(6, new LocatorAssertions.HasCountOptions().setTimeout(30_000));
    shoot(page, "agents");
  }

  private static void followsARun(Page page) {
    SampleApplication hello =
        SampleApplication.register(installed.api(), "hello", installed.folder());
    SampleRepository repository = hello.repository();
    String before = repository.head();
    repository.copy(Installed.EXAMPLES.resolve("hello"));
    String commit = repository.commit("fix: Greet from a ring that wraps");
    String run = hello.push(before, commit, "fix: Greet from a ring that wraps");
    Installed.await("run", 30, () -> exists(run));
    page.navigate(installed.installation().url() + "/runs/" + run);
    page.getByText("build", new Page.GetByTextOptions().setExact(true)).first().click();
    assertThat(page.getByText(Pattern.compile("tests: 3 passed")).first()).isVisible(SOON);
    assertThat(page.getByText("Succeeded").first()).isVisible(SOON);
    Installed.await(
        "run to be green",
        60,
        () ->
            installed.api().get("/api/v1/runs/" + run).get("state").asString().equals("SUCCEEDED")
                ? true
                : null);
    page.waitForTimeout(1_500);
    shoot(page, "run");
  }

  private static Boolean exists(String run) {
    try {
      installed.api().get("/api/v1/runs/" + run);
      return true;
    } catch (SampleException e) {
      return null;
    }
  }

  private static void shoot(Page page, String name) {
    page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
  }
}
