package vn.lienthong.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import vn.lienthong.dossier.SourceRecord;
import vn.lienthong.mapping.rule.RecordMapping;

/** Every row of the ministry exports, as somebody sees it who may not see whom it is about. */
class MaskedExportsTest {

    private static final Path FILES = Path.of("src/sandbox/resources/sandbox/exports");
    private static final Path SCRIPT = Path.of("src/test/resources/intake/sql/06_ket-xuat_MotCua_2024.sql");
    private static final Pattern COLUMN = Pattern.compile("\\[(\\w+)] \\[(?:nvarchar|varchar|datetime)]");
    private static final Pattern CELL = Pattern.compile("NULL|N?'((?:[^']|'')*)'");
    private static final JsonMapper JSON = new JsonMapper();

    private final FileMappings mappings = new FileMappings(Path.of("mappings"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            so-theo-doi-2020 | 01_so-theo-doi-ho-so_2020-11.csv       | Chủ hồ sơ, Số CMND/CCCD/MST, Điện thoại, Email, Địa chỉ, Ghi chú
            danh-sach-2025   | 02_danh-sach-ho-so_2025-09.xlsx        | Tổ chức\\, cá nhân nộp hồ sơ, Số định danh/MST, Số điện thoại, Địa chỉ
            mot-cua-2018     | 03_mot-cua-dien-tu_CNTBD_2018.json     | applicantName, applicantIdNo, address, contactTelNo, contactEmail, dossierNote, lastActionUser
            xuat-2023        | 04_xuat-ho-so_2023H1_NFD.xml           | ChuHoSo, SoGiayTo, SoDienThoai, DiaChi
            ho-so-cu-2006    | 05_ho-so-cu_2006-2009_TCVN3.csv        | HO_TEN, SO_CMND, DIA_CHI, GHI_CHU
            mot-cua-2024     | 06_ket-xuat_MotCua_2024.sql            | ChuHoSo, SoGiayToChuHoSo, SoDienThoaiChuHoSo, DiaChiChuHoSo
            """)
    void nobody_is_named(String flow, String file, String columns) throws Exception {
        Set<String> personal = new TreeSet<>();
        StringBuilder shown = new StringBuilder();
        RecordMapping mapping = mapping(flow);
        for (SourceRecord record : records(mapping, file)) {
            JsonNode read = mapping.read(record);
            for (String column : columns.split("(?<!\\\\),\\s*")) {
                String value =
                        read.path(column.replace("\\,", ",")).asString("").strip();
                personal.add(value);
            }
            shown.append(mapping.masked(record)).append('\n');
        }
        personal.removeIf(String::isBlank);
        assertThat(personal).hasSizeGreaterThan(100);
        assertThat(personal.stream().filter(value -> shown.indexOf(value) >= 0)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            so-theo-doi-2020 | 01_so-theo-doi-ho-so_2020-11.csv       | 1 | Mã hồ sơ=000.00.12.H29-201109-0001, Mã TTHC=1.004614, Hình thức nộp=Trực tuyến, Loại đối tượng=Công dân, Ngày nộp=09/11/2020 13:39, Ngày tiếp nhận=09/11/2020 14:34, Ngày hẹn trả=23/11/2020 17:00, Trạng thái=Đã trả kết quả, Phí\\, lệ phí=325.000 đ
            so-theo-doi-2020 | 01_so-theo-doi-ho-so_2020-11.csv       | 2 | Phí\\, lệ phí=Không thu phí
            danh-sach-2025   | 02_danh-sach-ho-so_2025-09.xlsx        | 1 | Số hồ sơ=H50.16-250909-161001, Ngày nộp=2025-09-09T08:32:48, Tình trạng=Đang giải quyết
            mot-cua-2018     | 03_mot-cua-dien-tu_CNTBD_2018.json     | 1 | dossierNo=CNTBD.181102.00001, applicantIdType=citizen, dossierStatus=interoperating, dueDate=13/11/2018 17:00:00, govAgencyName=Cục Nghệ thuật biểu diễn
            mot-cua-2018     | 03_mot-cua-dien-tu_CNTBD_2018.json     | 7 | serviceCode=TT44_BVHTTDL, online=true, viaPostal=2
            xuat-2023        | 04_xuat-ho-so_2023H1_NFD.xml           | 27 | MaHoSo=000.00.00.G16-230313-0027, LoaiDoiTuong=1, KenhThucHien=2, NgayTra=20230330132948, TrangThai=•••
            ho-so-cu-2006    | 05_ho-so-cu_2006-2009_TCVN3.csv        | 20 | SO_HS=020/2007/BVHTT, TINH_TRANG=Đang làm, NGAY_NHAN=00-00-00, NGAY_HEN=20-04-07, LE_PHI=100.000
            mot-cua-2024     | 06_ket-xuat_MotCua_2024.sql            | 1 | MaHoSo=000.00.00.G16-221013-0001, MaTTHC=1.004528.000.00.00.G16, LoaiDoiTuong=Công dân, NgayHenTra=2022-10-27 17:00:00.000, TrangThaiHoSoId=9, KenhThucHien=1
            """)
    void what_it_is_about_can_be_followed(String flow, String file, int row, String values) throws Exception {
        RecordMapping mapping = mapping(flow);
        JsonNode shown = JSON.readTree(mapping.masked(records(mapping, file).get(row - 1)));
        Arrays.stream(values.split("(?<!\\\\),\\s*"))
                .map(pair -> pair.replace("\\,", ",").split("=", 2))
                .forEach(pair ->
                        assertThat(shown.path(pair[0]).asString()).as(pair[0]).isEqualTo(pair[1]));
    }

    private RecordMapping mapping(String flow) {
        return mappings.compiled("npsp/exports/" + flow).orElseThrow();
    }

    private static List<SourceRecord> records(Mapping mapping, String file) throws Exception {
        if (file.endsWith(".sql")) {
            return rows();
        }
        List<SourceRecord> records = new ArrayList<>();
        try (SourceFormat.Rows open = mapping.source().open(FILES.resolve(file))) {
            SourceFormat.Row row;
            while ((row = open.next()) != null) {
                records.add(row.record());
            }
        }
        return records;
    }

    /** The rows of the table {@code HoSo}, as a database gives them. */
    private static List<SourceRecord> rows() throws Exception {
        List<String> lines =
                Files.readString(SCRIPT, StandardCharsets.UTF_16).lines().toList();
        List<String> columns = lines.stream()
                .filter(line -> line.startsWith("CREATE TABLE [dbo].[HoSo]"))
                .flatMap(line -> COLUMN.matcher(line).results())
                .map(found -> found.group(1))
                .toList();
        return lines.stream()
                .filter(line -> line.startsWith("INSERT [dbo].[HoSo]"))
                .map(line -> row(columns, line.substring(line.indexOf('('))))
                .toList();
    }

    private static SourceRecord row(List<String> columns, String cells) {
        ObjectNode row = JSON.createObjectNode();
        List<String> values = CELL.matcher(cells)
                .results()
                .map(found -> found.group(1))
                .map(text -> text == null ? "" : text.replace("''", "'"))
                .collect(Collectors.toList());
        assertThat(values).hasSameSizeAs(columns);
        for (int i = 0; i < columns.size(); i++) {
            row.put(columns.get(i), values.get(i));
        }
        return new SourceRecord(
                row.toString().getBytes(StandardCharsets.UTF_8), "application/vnd.lienthong.table-row+json");
    }
}
