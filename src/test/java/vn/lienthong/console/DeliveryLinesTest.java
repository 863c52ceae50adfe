package vn.lienthong.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.web.MockHttpServletResponse;
import vn.lienthong.dossier.DossierNo;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.SourceRecord;
import vn.lienthong.ledger.DeliveryFilter;
import vn.lienthong.ledger.Ledger;
import vn.lienthong.ledger.RealLedger;

class DeliveryLinesTest {

    @TempDir
    Path folder;

    private RealLedger ledger;

    @BeforeEach
    void open() {
        ledger = RealLedger.onSqlite(folder, InstantSource.system());
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void has_a_line_for_each_delivery_the_filter_finds_newest_first_and_opens_in_a_spreadsheet() throws Exception {
        enter("export.csv#1@3f9c21aa0b1c9d04", "G16-240315-0001");
        long second = enter("=cmd.csv#2@3f9c21aa0b1c9d04", "G16-240315-0002", Problem.of("console.unforeseen"));
        long third = enter("xuất.csv#3@3f9c21aa0b1c9d04", "G16-240315-0003", Problem.of("console.unforeseen"));

        String csv = csv(new DeliveryLines(ledger.view, 1, 200), DeliveryFilter.any());
        assertThat(csv).startsWith("\uFEFFdelivery,state,dossier,flow,");
        assertThat(csv.lines()).hasSize(4);
        assertThat(csv.lines().skip(1).map(line -> line.substring(0, line.indexOf(','))))
                .isSortedAccordingTo((one, other) -> Long.compare(Long.parseLong(other), Long.parseLong(one)));
        assertThat(csv)
                .contains("\r\n" + third + ",DEAD,G16-240315-0003,npsp-dossier,npsp,inbox/xuat,xuất.csv#3@")
                .contains(second + ",DEAD,G16-240315-0002,npsp-dossier,npsp,inbox/xuat,'=cmd.csv#2@")
                .contains(",console.unforeseen,")
                .doesNotContain("Trần Thị Thử");

        DeliveryFilter dead = new DeliveryFilter(null, null, null, null, "console.unforeseen", null);
        assertThat(csv(new DeliveryLines(ledger.view), dead).lines()).hasSize(3);
        assertThat(csv(new DeliveryLines(ledger.view), new DeliveryFilter(null, "D-9", null, null, null, null))
                        .lines())
                .hasSize(1);
    }

    @Test
    void says_in_its_last_line_that_it_was_cut_and_where_it_goes_on() throws Exception {
        long cut = 0;
        for (int i = 0; i < 5; i++) {
            long delivery = enter("export.csv#" + i + "@3f9c21aa0b1c9d04", "D-" + i);
            cut = i == 1 ? delivery : cut;
        }
        List<String> lines = csv(new DeliveryLines(ledger.view, 2, 2), DeliveryFilter.any())
                .lines()
                .toList();
        assertThat(lines).hasSize(1 + 4 + 1);
        assertThat(lines.getLast())
                .startsWith(",,,,")
                .contains("console.list-cut", "deliveries older than " + cut + " are not in the file");
    }

    @Test
    void says_in_its_last_line_that_it_broke_off() throws Exception {
        enter("export.csv#1@3f9c21aa0b1c9d04", "D-1");
        enter("export.csv#2@3f9c21aa0b1c9d04", "D-2");
        MockHttpServletResponse response = new MockHttpServletResponse() {
            @Override
            public ServletOutputStream getOutputStream() {
                ledger.close();
                return super.getOutputStream();
            }
        };
        DeliveryLines lines = new DeliveryLines(ledger.view, 1, 200);
        assertThatThrownBy(() -> lines.csv(DeliveryFilter.any(), Locale.ENGLISH, response))
                .isInstanceOf(RuntimeException.class);
        assertThat(response.getContentAsString(StandardCharsets.UTF_8).lines().toList())
                .hasSize(3)
                .last()
                .asString()
                .startsWith(",,,,")
                .contains("console.list-broken-off");
    }

    private static String csv(DeliveryLines lines, DeliveryFilter filter) throws IOException {
        MockHttpServletResponse response = new MockHttpServletResponse();
        lines.csv(filter, Locale.ENGLISH, response);
        assertThat(response.getContentType()).isEqualTo(TableTypes.CSV);
        assertThat(response.getHeader("Content-Disposition")).contains("deliveries.csv");
        return response.getContentAsString(StandardCharsets.UTF_8);
    }

    private long enter(String position, String dossier, Problem... problems) {
        SourceRecord body =
                new SourceRecord("{\"name\":\"Trần Thị Thử\"}".getBytes(StandardCharsets.UTF_8), "application/json");
        Ledger.Owed owed =
                new Ledger.Owed("npsp-dossier", "npsp", new DossierNo(dossier), true, true, null, List.of(problems));
        return ledger.ledger
                .enter(List.of(new Ledger.Entry("inbox/xuat", position, position, position, body, List.of(owed))))
                .getFirst()
                .deliveries()
                .getFirst();
    }
}
