package vn.lienthong.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code mapping new}: what it makes of a sample. */
class NewCommandTest extends CommandOnFiles {

    @Test
    void begins_a_mapping_that_loads_and_a_case_that_holds_and_names_nobody() throws Exception {
        given.file("people.csv", """
                Sổ theo dõi hồ sơ;;;;
                Mã hồ sơ;Chủ hồ sơ;Ngày nộp;Tình trạng;Ghi chú
                HS-0042;Ngô Văn Thật;15/03/2024 08:05;Mới;
                HS-0043;Ngô Thị Khác;16/03/2024 09:00;Mới;gọi 0987654321
                """).file("portal/portal.schema.json", """
                { "x-unknown": {"string": ""}, "type": "object", "additionalProperties": false,
                  "required": ["MaHoSo", "ChuHoSo", "NgayNopHoSo", "TrangThaiHoSo", "DonVi"],
                  "properties": {
                    "MaHoSo": {"type": "string", "minLength": 1},
                    "ChuHoSo": {"type": "string", "x-personal": "name"},
                    "NgayNopHoSo": {"type": "string", "pattern": "^(\\\\d{14})?$"},
                    "TrangThaiHoSo": {"type": "string", "minLength": 1, "enum": ["1", "2"]},
                    "GhiChu": {"type": "string"},
                    "DonVi": {"type": "string", "minLength": 1} } }
                """);
        String contract = given.folder().resolve("portal/portal.schema.json").toString();
        String sample = given.folder().resolve("people.csv").toString();
        assertThat(run("new", contract, sample)).as(printed()).isZero();
        Path made = given.folder().resolve("portal/people");
        assertThat(Files.readString(made.resolve("mapping.yaml")))
                .contains("\"header\":{\"row\":2}", "MaHoSo: { from: \"Mã hồ sơ\", required: true }")
                .contains("as: { npsp-datetime: { shape: \"dd/MM/yyyy HH:mm\" } }", "GhiChu: { from: \"Ghi chú\" }")
                .contains("DonVi: { from: \"?\", required: true }", "dossier: { from: \"Mã hồ sơ\" }");
        assertThat(Files.readString(made.resolve("tests/maps-the-first-record.yaml")))
                .contains("mapping.question-open, field: \"DonVi\"")
                .doesNotContain("Ngô", "Thật", "0042");
        assertThat(run("new", contract, sample)).as("nothing is written over").isEqualTo(2);
        assertThat(run("new", contract, contract, "--name=Bad Name")).isEqualTo(2);
        assertThat(run("new", contract, contract, "--name=-bad")).isEqualTo(2);
        given.file("\u5831\u8868.csv", "Mã hồ sơ\nHS-0042\n");
        assertThat(run(
                        "new",
                        contract,
                        given.folder().resolve("\u5831\u8868.csv").toString()))
                .isEqualTo(2);
        assertThat(printed()).contains("--name");
    }

    @Test
    void says_why_a_sample_cannot_be_read_and_takes_an_element_of_an_xsd() throws Exception {
        given.file("old.xlsx", "not a workbook").file("empty.json", "[]").file("d.json", "[{\"no\":\"1\"}]");
        given.file("d.xsd", """
                <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
                  <xs:element name="No" type="xs:string"/>
                  <xs:element name="D"><xs:complexType><xs:sequence><xs:element ref="No"/></xs:sequence></xs:complexType></xs:element>
                </xs:schema>
                """);
        String contract = given.folder().resolve("d.xsd#D").toString();
        assertThat(run("new", contract, given.folder().resolve("old.xlsx").toString()))
                .isEqualTo(1);
        assertThat(printed()).contains("old.xlsx  source.not-xlsx");
        assertThat(run("new", contract, given.folder().resolve("empty.json").toString()))
                .isEqualTo(1);
        assertThat(printed()).contains("empty.json has no record");
        assertThat(run("new", contract, given.folder().resolve("d.json").toString(), "--name=d/d"))
                .as(printed())
                .isZero();
        assertThat(Files.readString(given.folder().resolve("d/d/mapping.yaml")))
                .contains("target: ../../d.xsd#D", "No: { from: \"no\"");
        assertThat(Files.readString(given.folder().resolve("d/d/tests/maps-the-first-record.yaml")))
                .contains("expect:\n  record:\n    \"No\":");
    }

    @Test
    void begins_a_mapping_that_loads_where_nothing_is_alike_and_where_names_are_xmls_own() throws Exception {
        given.file("strange.json", "{\"qq\":\"x\",\"no\":\"y\"}")
                .file(
                        "portal/portal.schema.json",
                        "{\"type\":\"object\",\"properties\":{\"LongName\":{\"type\":\"string\"}}}")
                .file("letters/letter.xsd", """
                        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="Letter"><xs:complexType>
                        <xs:sequence><xs:element name="Name" type="xs:string" minOccurs="0"/></xs:sequence>
                        <xs:attribute name="no" use="required" type="xs:string"/>
                        </xs:complexType></xs:element></xs:schema>
                        """);
        String sample = given.folder().resolve("strange.json").toString();
        for (String contract : List.of("portal/portal.schema.json", "letters/letter.xsd#Letter")) {
            assertThat(run("new", given.folder() + "/" + contract, sample))
                    .as(contract + printed())
                    .isZero();
        }
        assertThat(run("test", given.folder().toString())).as(printed()).isZero();
        assertThat(Files.readString(given.folder().resolve("letters/strange/mapping.yaml")))
                .contains("\"@no\": { from: \"no\" }");
    }

    @Test
    void looks_at_values_where_names_do_not_tell() throws Exception {
        given.file("old.csv", "SOGOC;LINHVUC;TRANGTHAI\n000.00.00.G16-240315-0012;Nghệ thuật biểu diễn;Mới\n")
                .file("portal/portal.schema.json", """
                        { "x-unknown": {"string": ""}, "type": "object", "additionalProperties": false,
                          "required": ["MaHoSo", "MaLinhVuc", "TenLinhVuc", "TrangThaiHoSo"],
                          "properties": {
                            "MaHoSo": {"type": "string", "minLength": 1},
                            "MaLinhVuc": {"type": "string"},
                            "#": {"type": "string"},
                            "TenLinhVuc": {"type": "string"},
                            "TrangThaiHoSo": {"type": "string", "minLength": 1, "enum": ["1", "2", "10"]} } }
                        """);
        String contract = given.folder().resolve("portal/portal.schema.json").toString();
        assertThat(run("new", contract, given.folder().resolve("old.csv").toString()))
                .as(printed())
                .isZero();
        assertThat(Files.readString(given.folder().resolve("portal/old/mapping.yaml")))
                .contains("MaHoSo: { from: \"SOGOC\", required: true }  # (a national number of a dossier)")
                .contains("  TenLinhVuc: { from: \"LINHVUC\" }", "TrangThaiHoSo: { from: \"TRANGTHAI\"", "1, 2, 10")
                .doesNotContain("MaLinhVuc: { from");
    }

    @Test
    void knows_the_portals_fields_by_the_names_other_systems_give_them() throws Exception {
        Path portal = Path.of("mappings/npsp/dossier/npsp-dossier.schema.json");
        given.file("npsp/dossier.schema.json", Files.readString(portal))
                .file("register.csv", """
                Số hồ sơ;Hình thức nộp;Họ và tên;Địa chỉ người nộp;CCCD;Tình trạng;Cơ quan tiếp nhận;SĐT
                HS-0042;Qua mạng;Ngô Văn Thật;Hà Nội;001085012345;Mới;Cục A;0900000001
                """)
                .file("api.json", """
                [{"dossierCode": "HS-0", "agencyName": "Cục B"},
                 {"dossierCode": "HS-1", "procedure": {"code": "1.011451"}, "applicant": {"fullName": "Ngô Văn Thật"},
                  "receiveDate": "2025-01-05T08:30:00", "status": "NEW", "agencyName": 7,
                  "files": [{"name": "Đơn.pdf"}, {"url": "http://x/1", "size": 3}], "history": [{"at": "x"}]}]
                """);
        String contract = path("npsp/dossier.schema.json");

        assertThat(run("new", contract, path("register.csv"))).as(printed()).isZero();
        assertThat(Files.readString(given.folder().resolve("npsp/register/mapping.yaml")))
                .contains(
                        "MaHoSo: { from: \"Số hồ sơ\", as: dossier-number, required: true }  # (100 % like \"số hồ sơ\")",
                        "KenhThucHien: { from: \"Hình thức nộp\", required: true }",
                        "ChuHoSo: { from: \"Họ và tên\", as: text }",
                        "SoGiayToChuHoSo: { from: \"CCCD\", as: identity-number }",
                        "SoDienThoai: { from: \"SĐT\", as: phone }",
                        "DonViXuLy: { from: \"Cơ quan tiếp nhận\", as: text, required: true }",
                        "HinhThuc: { from: \"?\", required: true }",
                        "unused: [\"Địa chỉ người nộp\"]");

        assertThat(run("new", contract, path("api.json"))).as(printed()).isZero();
        assertThat(Files.readString(given.folder().resolve("npsp/api/mapping.yaml")))
                .contains(
                        "MaTTHC: { from: \"procedure.code\", as: procedure-code, required: true }",
                        "ChuHoSo: { from: \"applicant.fullName\", as: text }",
                        "NgayTiepNhan: { from: \"receiveDate\", as: npsp-datetime }",
                        "TrangThaiHoSo: { from: \"status\", required: true }",
                        "DonViXuLy: { from: \"agencyName\", as: text, required: true }",
                        """
                          TaiLieuNop:  # (100 % like "files")
                            each: "files"
                            fields:
                        """,
                        "      TenTepDinhKem: { from: \"name\" }  # (100 % like \"name\")\n",
                        "      DuongDanTaiTepTin: { from: \"url\" }",
                        "unused: [\"files.size\", \"history\"]");
    }

    @Test
    void names_the_crosswalk_that_knows_the_samples_values_and_leads_to_the_contracts_codes() throws Exception {
        given.file("crosswalks/words.yaml", "crosswalk: words\npairs: { Mới: \"1\", Xong: \"2\", Chờ: \"1\" }\n")
                .file("crosswalks/others.yaml", "crosswalk: others\npairs: { Mới: \"1\", Chờ: \"2\" }\n")
                .file("crosswalks/wide.yaml", "crosswalk: wide\npairs: { Mới: \"1\", Xong: \"2\", Chờ: \"9\" }\n")
                .file("d.csv", "State;Kind;Sort;Place\nMới;1;a;x\n Xong ;2;Mới;Chờ\nChờ;1;b;Mới\n")
                .file("portal/d.schema.json", """
                        { "x-unknown": {"string": ""}, "type": "object", "properties": {
                            "State": {"type": "string", "enum": ["", "1", "2"]}, "Kind": {"type": "string", "enum": ["1", "2"]},
                            "Sort": {"type": "string", "enum": ["", "1", "2"]}, "Place": {"type": "string", "enum": ["", "1", "2", "9"]} } }
                        """);
        assertThat(run("new", path("portal/d.schema.json"), path("d.csv")))
                .as(printed())
                .isZero();
        assertThat(Files.readString(given.folder().resolve("portal/d/mapping.yaml")))
                .contains(
                        "State: { from: \"State\", crosswalk: words }  # (100 % alike); words knows 3 of the 3 values in the sample\n",
                        "Kind: { from: \"Kind\", required: true }  # (100 % alike)\n",
                        "Sort: { from: \"Sort\" }  # (100 % alike); one of 1, 2: probably a crosswalk; others knows 1 of the 3 values in"
                                + " the sample, as do words\n",
                        "Place: { from: \"Place\", crosswalk: others }  # (100 % alike); others knows 2 of the 3 values in the"
                                + " sample, as do wide, words\n");
    }

    @Test
    void knows_days_codes_and_numbers_by_what_the_columns_hold() throws Exception {
        given.file(
                        "npsp/dossier.schema.json",
                        Files.readString(Path.of("mappings/npsp/dossier/npsp-dossier.schema.json")))
                .file("register.csv", """
                        STT;Số biên nhận;Thủ tục;Hẹn trả;Ngày trả thực tế;Ngày nhận
                        1;000.00.00.G16-250103-0001;1.011451;10/01/2025;09/01/2025 16:00;sáng thứ hai
                        2;000.00.00.G16-250103-0002;1.011452;17/01/2025;;
                        3;000.00.00.G16-250106-0003;một cửa;13/01/2025;15/01/2025;
                        """);
        assertThat(run("new", path("npsp/dossier.schema.json"), path("register.csv")))
                .as(printed())
                .isZero();
        assertThat(Files.readString(given.folder().resolve("npsp/register/mapping.yaml")))
                .contains(
                        "dossier: { from: \"Số biên nhận\", as: dossier-number }",
                        "key: [{ from: \"Số biên nhận\", as: dossier-number }]",
                        "dueAt: { from: \"Hẹn trả\", as: { instant: { shape: \"dd/MM/yyyy\" } } }",
                        "MaHoSo: { from: \"Số biên nhận\", as: dossier-number, required: true }  # (a national number of a dossier)",
                        "SoBienNhan: { from: \"Số biên nhận\" }",
                        "MaTTHC: { from: \"Thủ tục\", as: procedure-code, required: true }  # (its values have the shape of this field)",
                        "  # TenTTHC:",
                        "NgayHenTra: { from: \"Hẹn trả\", as: ",
                        "NgayTra: { from: \"Ngày trả thực tế\", as: ",
                        "# notContent: [\"STT\"]\n");
    }

    @Test
    void names_every_shape_that_days_of_the_sample_have() throws Exception {
        given.file("d.csv", """
                        A;B;C;D
                        ;2024-03-15;08:05 15-03-2024;tomorrow
                        15/03/2024;2024-03-15 08:05;08:05:00 15-03-2024;15.03.2024 08:05:59
                        15/03/2024 08:05;2024-03-15T08:05:00;15-03-2024;20240315080500
                        """).file("portal/d.schema.json", """
                        { "x-unknown": {"string": ""}, "type": "object", "properties": {
                            "A": {"type": "string", "pattern": "^(\\\\d{14})?$"}, "B": {"type": "string", "pattern": "^(\\\\d{14})?$"},
                            "C": {"type": "string", "pattern": "^([0-9]{14})?$"}, "D": {"type": "string", "pattern": "^(\\\\d{14})?$"} } }
                        """);
        assertThat(run("new", path("portal/d.schema.json"), path("d.csv")))
                .as(printed())
                .isZero();
        assertThat(Files.readString(given.folder().resolve("portal/d/mapping.yaml")))
                .contains(
                        "shape: [\"dd/MM/yyyy\", \"dd/MM/yyyy HH:mm\"]",
                        "B: { from: \"B\", as: npsp-datetime }",
                        "shape: [\"HH:mm dd-MM-yyyy\", \"HH:mm:ss dd-MM-yyyy\", \"dd-MM-yyyy\"]",
                        "shape: [\"dd.MM.yyyy HH:mm:ss\", \"yyyyMMddHHmmss\"]");
    }

    @Test
    void tells_the_day_from_the_month_and_numbers_without_a_zero_by_the_whole_column() throws Exception {
        given.file("d.csv", """
                        A;B;C;D
                        1/2/2025 8:05;12-02-07;01/02/2025;13/02/2025
                        15/12/2025 10:15;19-02-07;01/13/2025;02/13/2025
                        """).file("portal/d.schema.json", """
                        { "x-unknown": {"string": ""}, "type": "object", "properties": {
                            "A": {"type": "string", "pattern": "^(\\\\d{14})?$"}, "B": {"type": "string", "pattern": "^(\\\\d{14})?$"},
                            "C": {"type": "string", "pattern": "^(\\\\d{14})?$"}, "D": {"type": "string", "pattern": "^(\\\\d{14})?$"} } }
                        """);
        assertThat(run("new", path("portal/d.schema.json"), path("d.csv")))
                .as(printed())
                .isZero();
        assertThat(Files.readString(given.folder().resolve("portal/d/mapping.yaml")))
                .contains(
                        "A: { from: \"A\", as: { npsp-datetime: { shape: \"d/M/yyyy H:mm\" } } }",
                        "B: { from: \"B\", as: { npsp-datetime: { shape: \"dd-MM-yy\", pivot: 1990 } } }",
                        "C: { from: \"C\", as: { npsp-datetime: { shape: \"MM/dd/yyyy\" } } }",
                        "D: { from: \"D\", as: { npsp-datetime: { shape: \"dd/MM/yyyy\" } } }");
        assertThat(run("test", given.folder().toString())).as(printed()).isZero();
    }

    @Test
    void of_an_alias_that_is_part_of_a_name_only_it_says_perhaps() throws Exception {
        given.file("d.csv", "Địa chỉ người nộp;x\nHà Nội;1\n").file("portal/d.schema.json", """
                { "x-unknown": {"string": ""}, "type": "object", "properties": {
                    "ChuHoSo": {"type": "string", "x-aliases": ["người nộp"], "x-personal": "name"} } }
                """);
        assertThat(run("new", path("portal/d.schema.json"), path("d.csv")))
                .as(printed())
                .isZero();
        assertThat(Files.readString(given.folder().resolve("portal/d/mapping.yaml")))
                .contains("  # ChuHoSo:  # perhaps \"Địa chỉ người nộp\" (60 % like \"người nộp\")");
    }

    @Test
    void a_field_stands_wherever_a_contract_of_several_levels_wants_it() throws Exception {
        given.file("d.json", """
                [{"dossierNo": "HS-1", "subject": {"name": "x"}, "owner": {"fullName": "Ngô Văn Thật"}}]
                """).file("portal/d.schema.json", """
                { "type": "object", "required": ["dossierNo", "owner", "parts"], "properties": {
                    "dossierNo": {"type": "string"},
                    "owner": {"type": "object", "required": ["dossierNo", "kind"], "properties": {
                      "dossierNo": {"type": "string"}, "kind": {"type": "string", "title": "Kind 1, kind 2"},
                      "name": {"type": "string", "x-personal": "name"} } },
                    "parts": {"type": "array", "items": {"type": "object", "required": ["no"], "properties": {
                      "no": {"type": "string"}, "title": {"type": "string"} } } },
                    "more": {"type": "object", "properties": { "other": {"type": "string"} } } } }
                """);
        assertThat(run("new", path("portal/d.schema.json"), path("d.json")))
                .as(printed())
                .isZero();
        assertThat(Files.readString(given.folder().resolve("portal/d/mapping.yaml")))
                .endsWith("""
                fields:
                  dossierNo: { from: "dossierNo", required: true }  # (100 % alike)
                  owner:
                    fields:
                      dossierNo: { from: "dossierNo", required: true }  # (100 % alike)
                      kind: { from: "?", required: true }  # nothing is like it
                      name: { from: "owner.fullName" }  # (80 % alike)
                  parts:  # nothing is like it
                    each: "?"
                    fields:
                      no: { from: "?", required: true }  # nothing is like it
                      # title:
                  # more:

                # No rule reads these; each is told with every record until a rule does, or it is listed here.
                # unused: ["subject.name"]
                """);
    }
}
