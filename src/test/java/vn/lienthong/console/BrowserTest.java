package vn.lienthong.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.dossier.Problem;
import vn.lienthong.ledger.DeliveryFilter;
import vn.lienthong.ledger.DeliveryState;
import vn.lienthong.ledger.Ledger.Decision;
import vn.lienthong.ledger.Verb;
import vn.lienthong.procedures.PortalOfRows;
import vn.lienthong.procedures.Pulls;
import vn.lienthong.procedures.PullsBefore;

/** The pages in a real browser. */
class BrowserTest {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

    @TempDir
    static Path folder;

    static House house;
    static Playwright playwright;
    static Browser browser;

    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final List<String> strangers = new CopyOnWriteArrayList<>();
    private BrowserContext context;
    private Page page;

    @BeforeAll
    static void open() {
        assumeTrue(Files.isExecutable(CHROMIUM), "no " + CHROMIUM + "; to run this test: apt-get install chromium");
        house = House.open(folder);
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage")));
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
            playwright.close();
            house.close();
        }
    }

    @BeforeEach
    void openPage() {
        context = browser.newContext(new Browser.NewContextOptions().setLocale("vi-VN"));
        page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.text().contains("Content Security Policy")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.onRequest(request -> {
            if (!request.url().startsWith(house.url("/"))) {
                strangers.add(request.url());
            }
        });
    }

    @AfterEach
    void nothing_broke_the_content_policy_or_called_a_stranger() {
        context.close();
        assertThat(complaints).isEmpty();
        assertThat(strangers).isEmpty();
    }

    @Test
    void an_operator_finds_a_dossier_holds_a_delivery_and_releases_it() {
        long delivery = house.seed().pending("000.00.00.G16-240315-0001");
        page.navigate(house.url("/"));
        page.getByLabel("Mã hồ sơ").fill("000.00.00.G16-240315-0001");
        page.keyboard().press("Enter");
        assertThat(page.locator("h1")).containsText("000.00.00.G16-240315-0001");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("#" + delivery))
                .first()
                .click();
        page.getByLabel("Lý do").fill("Cơ quan xin dừng");
        page.getByRole(AriaRole.BUTTON, named("Tạm giữ")).click();
        assertThat(page.locator(".stand .state")).containsText("HELD");
        assertThat(page.locator(".notice")).hasText("Đã tạm giữ.");
        assertThat(page.locator(".reason")).hasText("Cơ quan xin dừng");
        page.getByLabel("Lý do").fill("Xong rồi");
        page.getByRole(AriaRole.BUTTON, named("Cho đi tiếp")).click();
        assertThat(page.locator(".stand .state")).containsText("PENDING");
    }

    @Test
    void a_verb_without_a_reason_is_not_sent() {
        long delivery = house.seed().pending("000.00.00.G16-240315-0002");
        page.navigate(house.url("/deliveries/" + delivery));
        page.getByRole(AriaRole.BUTTON, named("Tạm giữ")).click();
        assertThat(page).hasURL(house.url("/deliveries/" + delivery));
        assertThat(house.view().events(delivery)).isEmpty();
    }

    @Test
    void a_change_shows_without_reload_and_what_is_being_typed_stays() {
        long delivery = house.seed().pending("000.00.00.G16-240315-0003");
        page.navigate(house.url("/deliveries/" + delivery));
        page.getByLabel("Lý do").fill("Đang viết dở");
        page.evaluate("window.untouched = true");
        house.ledger().hold(delivery, new Decision("binh.tran", "Nơi khác giữ"));
        assertThat(page.locator(".stand .state")).containsText("HELD");
        assertThat(page.getByText("binh.tran")).isVisible();
        assertThat(page.getByRole(AriaRole.BUTTON, named("Cho đi tiếp"))).isVisible();
        assertThat(page.getByRole(AriaRole.BUTTON, named("Tạm giữ"))).hasCount(0);
        assertThat(page.getByLabel("Lý do")).hasValue("Đang viết dở");
        assertThat(page.getByLabel("Lý do")).isFocused();
        assertThat(page.evaluate("window.untouched")).isEqualTo(true);
        page.getByRole(AriaRole.BUTTON, named("Cho đi tiếp")).click();
        assertThat(page.locator(".stand .state")).containsText("PENDING");
    }

    @Test
    void the_overview_follows_what_happens() {
        page.navigate(house.url("/"));
        house.seed().dead("000.00.00.G16-240315-0004", Problem.of("console.no-such-path"));
        assertThat(page.locator(".card")).containsText("npsp");
        assertThat(page.locator(".assessment.attention")).isVisible();
        assertThat(page.locator(".groups")).containsText("console.no-such-path");
        house.relay().breakerIs("open", null);
        assertThat(page.locator(".breaker")).containsText("Đang giữ lại");
        house.relay().breakerIs("closed", null);
        assertThat(page.locator(".breaker")).containsText("Thông suốt");
    }

    @Test
    void what_does_not_change_is_not_painted_again() {
        page.navigate(house.url("/replays"));
        page.evaluate("document.querySelector('#live > div').marked = true");
        page.waitForResponse(Pattern.compile(".*/replays/live"), () -> {});
        page.waitForResponse(Pattern.compile(".*/replays/live"), () -> {});
        assertThat(page.evaluate("document.querySelector('#live > div').marked"))
                .isEqualTo(true);
    }

    @Test
    void replays_all_of_one_cause_after_asking_for_the_reason() {
        house.seed().dead("000.00.00.G16-240315-0005", Problem.of("console.bad-request"));
        page.navigate(house.url("/"));
        page.locator(".groups li")
                .filter(new com.microsoft.playwright.Locator.FilterOptions().setHasText("console.bad-request"))
                .getByText("Gửi lại tất cả…")
                .click();
        assertThat(page.locator(".lead")).hasText("1 lượt gửi đang chờ người xử lý sẽ được gửi lại.");
        page.getByLabel("Lý do").fill("Đã sửa ánh xạ");
        page.getByRole(AriaRole.BUTTON, named("Gửi lại tất cả")).click();
        assertThat(page).hasURL(house.url("/replays"));
        assertThat(page.locator(".groups li").first()).containsText("Đang làm");
        while (house.ledger().continueJobs(100)) {
            // each call is one step of the job
        }
        assertThat(page.locator(".groups li").first()).containsText("Xong");
    }

    @Test
    void a_job_is_paused_and_goes_on() {
        house.seed().dead("000.00.00.G16-240315-0006", Problem.of("console.form-expired"));
        long job = house.ledger()
                .startJob(
                        Verb.REPLAY,
                        new DeliveryFilter(null, null, null, null, "console.form-expired", null),
                        new Decision("an", "thử"))
                .id();
        page.navigate(house.url("/replays"));
        page.getByText("#" + job).click();
        page.getByLabel("Lý do").fill("Chờ Cổng bảo trì");
        page.getByRole(AriaRole.BUTTON, named("Tạm dừng")).click();
        assertThat(page.locator(".state")).containsText("Tạm dừng");
        assertThat(page.locator(".stands")).containsText("Chờ Cổng bảo trì");
        page.getByLabel("Lý do").fill("Cổng đã xong");
        page.getByRole(AriaRole.BUTTON, named("Tiếp tục")).click();
        assertThat(page.locator(".state")).containsText("Đang làm");
        while (house.ledger().continueJobs(100)) {
            // each call is one step of the job
        }
        assertThat(page.locator("#live .state")).containsText("Xong");
    }

    @Test
    void holds_all_that_a_filter_lists() {
        long waiting = house.seed().pending("000.00.00.G16-240315-0007");
        page.navigate(house.url("/deliveries?dossier=000.00.00.G16-240315-0007"));
        page.getByText("Giữ lại tất cả…").click();
        assertThat(page.locator(".lead")).hasText("1 lượt gửi sẽ được giữ lại.");
        page.getByLabel("Lý do").fill("Chờ đính chính");
        page.getByRole(AriaRole.BUTTON, named("Giữ lại tất cả")).click();
        assertThat(page).hasURL(house.url("/replays"));
        while (house.ledger().continueJobs(100)) {
            // each call is one step of the job
        }
        assertThat(house.view().delivery(waiting).orElseThrow().state()).isEqualTo(DeliveryState.HELD);
    }

    @Test
    void a_settlement_file_is_given_and_its_report_read() throws Exception {
        page.navigate(house.url("/reconciliations"));
        page.getByRole(AriaRole.BUTTON, named("Đối soát tệp")).click();
        assertThat(page).hasURL(house.url("/reconciliations"));
        page.getByLabel("Tệp", labelled()).setInputFiles(Files.writeString(folder.resolve("đối soát.csv"), "ma\n1\n"));
        page.getByRole(AriaRole.BUTTON, named("Đối soát tệp")).click();
        assertThat(page).hasURL(house.url("/reconciliations/1"));
        assertThat(page.locator("h1")).hasText("Đối soát #1");
        assertThat(page.locator(".facts")).containsText("-1 đ");
    }

    @Test
    void the_language_is_switched_and_stays_switched() {
        page.navigate(house.url("/deliveries?state=DEAD"));
        page.getByTitle("English").click();
        assertThat(page).hasURL(Pattern.compile(".*state=DEAD.*"));
        assertThat(page.locator("h1")).hasText("Deliveries");
        page.getByRole(AriaRole.LINK, named("Overview")).click();
        assertThat(page.locator("html")).hasAttribute("lang", "en");
    }

    @Test
    void works_by_keyboard_and_on_a_small_screen() {
        house.seed()
                .dead("000.00.00.G16-240315-0042", Problem.of("npsp.refused").with("answer", "Mã rất dài ".repeat(20)));
        for (int width : List.of(1600, 1024, 800, 360)) {
            page.setViewportSize(width, 740);
            for (String path : List.of(
                    "/",
                    "/deliveries",
                    "/figures",
                    "/mappings",
                    "/mappings/coverage",
                    "/replays",
                    "/replays/new?problem=" + "x".repeat(150),
                    "/reconciliations",
                    "/agreement")) {
                page.navigate(house.url(path));
                assertFits(path);
            }
        }
        page.navigate(house.url("/deliveries"));
        page.keyboard().press("Tab");
        assertThat(page.locator(".skip")).isFocused();
        page.keyboard().press("Enter");
        assertThat(page).hasURL(Pattern.compile(".*#main"));
    }

    @Test
    void long_names_and_texts_of_the_portal_do_not_push_a_page_out_of_the_window() {
        String code = "1.011451";
        PortalOfRows portal = house.bean(PortalOfRows.class);
        Pulls pulls = house.bean(Pulls.class);
        portal.lists("Cấp giấy phép ".repeat(30));
        for (String text : List.of("Nộp trực tiếp ", "Nộp qua bưu điện ")) {
            portal.has(code, "Cấp giấy phép ".repeat(30), ",\"YEUCAU\":\"" + text.repeat(60) + "\"");
            pulls.start("an", "thử");
            PullsBefore.stepOn(pulls);
        }

        for (int width : List.of(1600, 1280, 800, 360)) {
            page.setViewportSize(width, 740);
            for (String path : List.of("/procedures", "/procedures/" + code)) {
                page.navigate(house.url(path));
                assertThat(page.locator("table.list").first()).containsText("YEUCAU");
                assertFits(path);
            }
        }
    }

    private void assertFits(String path) {
        assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .as("%s fits %s", path, page.viewportSize().width)
                .isEqualTo(true);
    }

    private static Page.GetByLabelOptions labelled() {
        return new Page.GetByLabelOptions().setExact(true);
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }
}
