package vn.lienthong.mapping.file;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimilarityTest {

    @ParameterizedTest
    @CsvSource({
        "MaHoSo, Mã hồ sơ",
        "MaHoSo, ma_ho_so",
        "MaHoSo, MA_HO_SO",
        "MaHoSo, mahoso",
        "MaTTHC, MATTHC",
        "MaHoSo, Mã HS",
        "NgayNopHoSo, ngay_nop_hs",
        "DuongDanTaiTepTin, Đường dẫn tải tệp tin",
    })
    void names_that_differ_by_accents_case_and_separators_are_the_same(String one, String other) {
        assertThat(Similarity.of(one, other)).isEqualTo(1);
        assertThat(Similarity.of(other, one)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "NgayNopHoSo, Ngày nộp",
        "SoDienThoai, SDT",
        "SoDienThoai, DIENTHOAI",
        "TrangThaiHoSo, TRANGTHAI",
        "MaTTHC, MaThuTuc",
        "Số biên nhận, Số biên nhân",
        "NgayHenTra, Ngày hẹn trả kết quả"
    })
    void names_that_probably_mean_the_same_are_likely(String one, String other) {
        assertThat(Similarity.of(one, other)).isGreaterThanOrEqualTo(Similarity.LIKELY);
    }

    @ParameterizedTest
    @CsvSource({
        "MaHoSo, Trạng thái",
        "NgayTra, Ngày",
        "Email, Fax",
        "GhiChu, '...'",
        "ChuHoSo, SoHoKhau",
        "TrangThaiHoSo, THAIHO",
        "NgayTra, TRA"
    })
    void names_that_only_share_a_word_are_not(String one, String other) {
        assertThat(Similarity.of(one, other)).isLessThan(Similarity.LIKELY);
    }

    @Test
    void a_name_is_split_at_capitals_digits_and_signs() {
        assertThat(Similarity.words("SoCMND_CCCD2 (mới)")).containsExactly("so", "cmnd", "cccd", "2", "moi");
        assertThat(Similarity.words("HTTPUrl")).containsExactly("http", "url");
    }
}
