package vn.lienthong.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.lienthong.dossier.Problem;

/**
 * Every row of the five ministry exports, through its source and its mapping: which are mapped, which refused and why,
 * which are not owed. Rows with a trap are named; all others must be mapped.
 */
class ExportsTest {

    private static final Path FILES = Path.of("src/sandbox/resources/sandbox/exports");
    private static final JsonMapper JSON = new JsonMapper();
    private final FileMappings mappings = new FileMappings(Path.of("mappings"));

    @Test
    void every_definition_is_sound() {
        assertThat(mappings.faults()).isEmpty();
    }

    @Test
    void the_register_of_2020() throws Exception {
        Outcome outcome = read("so-theo-doi-2020", "01_so-theo-doi-ho-so_2020-11.csv");

        assertThat(outcome.rows()).isEqualTo(141);
        assertThat(outcome.refused())
                .isEqualTo(Map.of(
                        31L, List.of("convert.no-such-date NgayNopHoSo"),
                        44L, List.of("mapping.not-in-code-table MaTTHC"),
                        95L, List.of("mapping.required-missing ChuHoSo")));
        assertThat(outcome.notOwed()).isEmpty();
        assertThat(outcome.mapped()).hasSize(138);
        assertThat(outcome.warnings())
                .isEqualTo(Map.of(
                        "convert.phone-renumbered SoDienThoai", List.of(17L),
                        "convert.phone-made-national SoDienThoai", List.of(66L),
                        "convert.identity-number-odd SoGiayToChuHoSo", List.of(73L),
                        "convert.money-with-commas DanhSachLePhi[0].Gia", List.of(101L),
                        "convert.before-its-beginning NgayHenTra", List.of(120L)));

        assertThat(outcome.field(9, "MaTTHC")).isEqualTo("2.001616");
        assertThat(outcome.field(17, "SoDienThoai")).isEqualTo("0399000523");
        assertThat(outcome.field(23, "ChuHoSo")).isEqualTo("Công ty TNHH Quảng cáo Nắng Mới");
        assertThat(outcome.field(66, "SoDienThoai")).isEqualTo("0903000771");
        assertThat(outcome.field(73, "SoGiayToChuHoSo")).isEqualTo("12345");
        assertThat(outcome.field(88, "TrangThaiHoSo")).isEqualTo("4");
        assertThat(outcome.field(101, "DanhSachLePhi", 0, "Gia")).isEqualTo("325000");
        assertThat(outcome.field(112, "GhiChu")).isEqualTo("Hồ sơ có \"bản sao y\"; đề nghị bổ sung ảnh 3x4");
        assertThat(outcome.field(120, "NgayHenTra")).isEqualTo("20201031111300");
        assertThat(outcome.field(1, "NgayTiepNhan")).isEqualTo("20201109143400");
        assertThat(outcome.field(1, "DonViXuLy")).isEqualTo("Thành phố Hồ Chí Minh (000.00.12.H29)");
        assertThat(outcome.field(9, "NgayTiepNhan"))
                .as("refused at the desk, never received")
                .isEmpty();
        assertThat(outcome.mapped().get(141L))
                .as("row 6 copied")
                .isEqualTo(outcome.mapped().get(6L));
    }

    @Test
    void the_list_of_2025() throws Exception {
        Outcome outcome = read("danh-sach-2025", "02_danh-sach-ho-so_2025-09.xlsx");

        assertThat(outcome.rows())
                .as("no title, total or signature is taken for a row")
                .isEqualTo(90);
        assertThat(outcome.refused())
                .isEqualTo(Map.of(
                        33L, List.of("mapping.required-missing MaHoSo", "mapping.required-missing DonViXuLy"),
                        64L, List.of("convert.implausible-date NgayTiepNhan"),
                        75L, List.of("convert.no-such-date NgayNopHoSo")));
        assertThat(outcome.notOwed()).isEmpty();
        assertThat(outcome.mapped()).hasSize(87);
        assertThat(outcome.warnings().keySet())
                .containsExactlyInAnyOrder(
                        "convert.leading-zero-restored SoGiayToChuHoSo",
                        "convert.leading-zero-restored SoDienThoai",
                        "convert.identity-number-unsure SoGiayToChuHoSo",
                        "convert.procedure-code-restored MaTTHC");
        assertThat(outcome.warnings().get("convert.leading-zero-restored SoDienThoai"))
                .as("telephones that were number cells")
                .containsExactlyElementsOf(everyNth(4, 90, 64));
        assertThat(outcome.warnings().get("convert.leading-zero-restored SoGiayToChuHoSo"))
                .as("number cells, but for old identity cards that begin with no 0")
                .containsExactlyElementsOf(everyNth(3, 90, 33, 36, 60, 75, 84, 90));
        assertThat(outcome.warnings().get("convert.identity-number-unsure SoGiayToChuHoSo"))
                .containsExactly(49L);

        assertThat(outcome.field(12, "MaTTHC")).isEqualTo("1.012080");
        assertThat(outcome.field(12, "SoGiayToChuHoSo")).isEqualTo("092073000292");
        assertThat(outcome.field(3, "SoGiayToChuHoSo")).isEqualTo("0199673622");
        assertThat(outcome.field(3, "LoaiDoiTuong")).isEqualTo("2");
        assertThat(outcome.field(36, "SoGiayToChuHoSo")).isEqualTo("171000925");
        assertThat(outcome.field(36, "LoaiDoiTuong")).isEqualTo("1");
        assertThat(outcome.field(15, "SoGiayToChuHoSo")).isEqualTo("028000162");
        assertThat(outcome.field(12, "SoDienThoai")).isEqualTo("0987000272");
        assertThat(outcome.field(47, "TrangThaiHoSo")).isEqualTo("4");
        assertThat(outcome.field(5, "NgayNopHoSo")).as("date as text").isEqualTo("20250901123600");
        assertThat(outcome.field(1, "NgayNopHoSo")).as("date as number").isEqualTo("20250909083248");
        assertThat(outcome.field(3, "DanhSachLePhi", 0, "Gia")).isEqualTo("3000000");
    }

    @Test
    void the_one_stop_system_of_2018() throws Exception {
        Outcome outcome = read("mot-cua-2018", "03_mot-cua-dien-tu_CNTBD_2018.json");

        assertThat(outcome.rows()).isEqualTo(100);
        assertThat(outcome.refused().keySet())
                .as("TT999 (61), and TT41, TT49, TT50, for which no pair has been decided")
                .containsExactly(
                        2L, 15L, 22L, 36L, 38L, 42L, 47L, 52L, 54L, 57L, 61L, 65L, 71L, 75L, 77L, 81L, 82L, 86L, 87L,
                        89L, 91L, 94L);
        assertThat(outcome.refused().values()).allMatch(List.of("mapping.no-crosswalk-pair MaTTHC")::equals);
        assertThat(outcome.notOwed().keySet())
                .as("inter-agency dossiers, and three that wait for their number (33, 34, 53)")
                .containsExactly(1L, 5L, 17L, 20L, 33L, 34L, 35L, 37L, 45L, 51L, 53L, 55L, 56L, 59L, 68L, 70L, 95L);
        assertThat(outcome.mapped()).hasSize(61);
        assertThat(outcome.warnings())
                .isEqualTo(Map.of(
                        "convert.phone-renumbered SoDienThoai", List.of(7L, 14L, 21L, 28L, 49L, 63L, 84L, 98L),
                        "convert.leading-zero-restored SoGiayToChuHoSo", List.of(11L, 44L, 66L, 88L, 99L)));

        assertThat(outcome.field(7, "SoDienThoai")).isEqualTo("0390009435");
        assertThat(outcome.field(11, "SoGiayToChuHoSo")).isEqualTo("0199136113");
        assertThat(outcome.field(66, "SoGiayToChuHoSo")).isEqualTo("079090000246");
        assertThat(outcome.field(11, "NgayKetThucXuLy")).isEqualTo("20181203083047");
        assertThat(outcome.field(11, "NgayTra")).isEqualTo("20181205093047");
        assertThat(outcome.field(8, "HinhThuc")).isEqualTo("0");
        assertThat(outcome.field(7, "HinhThuc")).as("viaPostal 2").isEqualTo("1");
        assertThat(outcome.field(8, "MaHoSo")).isEqualTo("CNTBD.181123.00008");
    }

    @Test
    void the_export_of_2023() throws Exception {
        Outcome outcome = read("xuat-2023", "04_xuat-ho-so_2023H1_NFD.xml");

        assertThat(outcome.rows()).isEqualTo(110);
        assertThat(outcome.refused()).isEqualTo(Map.of(27L, List.of("mapping.not-in-code-table TrangThaiHoSo")));
        assertThat(outcome.notOwed()).isEmpty();
        assertThat(outcome.mapped()).hasSize(109);
        assertThat(outcome.warnings()).isEmpty();

        assertThat(outcome.field(8, "ChuHoSo")).isEqualTo("Phan Quang Phúc & Cộng sự");
        assertThat(outcome.field(39, "MaTTHC")).isEqualTo("1.003743");
        assertThat(outcome.field(52, "MaHoSo")).isEqualTo("000.00.00.G16-230403-0052");
        assertThat(outcome.field(80, "ChuHoSo")).isEqualTo("Đặng Thị Hạnh");
        outcome.mapped()
                .values()
                .forEach(record -> assertThat(Normalizer.isNormalized(record.toString(), Normalizer.Form.NFC))
                        .isTrue());
    }

    @Test
    void the_register_of_2006() throws Exception {
        Outcome outcome = read("ho-so-cu-2006", "05_ho-so-cu_2006-2009_TCVN3.csv");

        assertThat(outcome.rows()).isEqualTo(70);
        assertThat(outcome.refused())
                .isEqualTo(Map.of(
                        20L, List.of("mapping.required-missing NgayTiepNhan"),
                        41L, List.of("mapping.required-missing ChuHoSo", "convert.holder-kind-unsure LoaiDoiTuong")));
        assertThat(outcome.notOwed()).isEmpty();
        assertThat(outcome.mapped()).hasSize(68);
        assertThat(outcome.warnings()).isEqualTo(Map.of("convert.capitals-restored ChuHoSo", everyNth(6, 70)));

        assertThat(outcome.field(6, "ChuHoSo")).isEqualTo("PHAN CÔNG SƠN");
        assertThat(outcome.field(24, "ChuHoSo")).isEqualTo("CÔNG TY CP GIẢI TRÍ SÔNG TRĂNG");
        assertThat(outcome.field(55, "MaTTHC")).as("found by its exact name").isEqualTo("1.001755");
        assertThat(outcome.field(1, "ChuHoSo")).isEqualTo("Công ty CP Lữ hành Mây Ngàn");
        assertThat(outcome.field(1, "NgayTiepNhan")).isEqualTo("20070212000000");
        assertThat(outcome.field(1, "DanhSachLePhi", 0, "Gia")).isEqualTo("100000");
    }

    @Test
    void the_same_row_with_another_counter_is_the_same_content() throws Exception {
        List<Mapping.Identified> results = results("so-theo-doi-2020", "01_so-theo-doi-ho-so_2020-11.csv");
        RecordIdentity row6 = results.get(5).identity();
        RecordIdentity row57 = results.get(56).identity();

        assertThat(results.get(140).identity()).isEqualTo(row6);
        assertThat(results.get(57).identity().key()).as("a conflict").isEqualTo(row57.key());
        assertThat(results.get(57).identity().contentHash()).isNotEqualTo(row57.contentHash());
        assertThat(row6.dueAt()).isEqualTo(Instant.parse("2020-11-25T10:00:00Z"));
    }

    private static List<Long> everyNth(int step, int last, Integer... without) {
        return LongStream.rangeClosed(1, last)
                .filter(row -> row % step == 0 && !List.of(without).contains((int) row))
                .boxed()
                .toList();
    }

    private List<Mapping.Identified> results(String flow, String file) throws Exception {
        Mapping mapping = mappings.find("npsp/exports/" + flow).orElseThrow();
        List<Mapping.Identified> results = new ArrayList<>();
        try (SourceFormat.Rows open = mapping.source().open(FILES.resolve(file))) {
            SourceFormat.Row row;
            while ((row = open.next()) != null) {
                results.add(mapping.identify(row.record()));
            }
        }
        return results;
    }

    private Outcome read(String flow, String file) throws Exception {
        Outcome outcome = new Outcome(new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
        long number = 0;
        for (Mapping.Identified each : results(flow, file)) {
            number++;
            switch (each.result()) {
                case MappingResult.Mapped done -> outcome.take(number, done);
                case MappingResult.Unmapped wrong ->
                    outcome.refused()
                            .put(
                                    number,
                                    wrong.problems().stream()
                                            .map(ExportsTest::named)
                                            .toList());
                case MappingResult.NotOwed skipped ->
                    outcome.notOwed().put(number, skipped.reason().code());
            }
        }
        return outcome;
    }

    private static String named(Problem problem) {
        return problem.code() + " " + problem.field();
    }

    /** What became of the rows of one file. */
    private record Outcome(
            Map<Long, JsonNode> mapped,
            Map<Long, List<String>> refused,
            Map<Long, String> notOwed,
            Map<String, List<Long>> warnings) {

        void take(long number, MappingResult.Mapped done) {
            mapped.put(number, JSON.readTree(done.record().body()));
            done.record()
                    .warnings()
                    .forEach(warning -> warnings.computeIfAbsent(named(warning), code -> new ArrayList<>())
                            .add(number));
        }

        int rows() {
            return mapped.size() + refused.size() + notOwed.size();
        }

        String field(long row, Object... path) {
            JsonNode node = Objects.requireNonNull(mapped.get(row), "row " + row);
            for (Object step : path) {
                node = step instanceof Integer index ? node.path(index) : node.path(step.toString());
            }
            return node.asString();
        }
    }
}
