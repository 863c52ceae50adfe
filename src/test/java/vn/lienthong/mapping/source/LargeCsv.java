package vn.lienthong.mapping.source;

import java.io.BufferedWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;

/** Writes a register of as many invented dossiers as a test wants, in the shape of the 2020 export. */
public final class LargeCsv {

    public static final JsonNode DECLARED = Sources.declared("{'format':'csv','delimiter':';'}");

    private LargeCsv() {}

    /** How the dossier number of a row ends. */
    public static String tail(long row) {
        return "-%07d".formatted(row);
    }

    public static Path write(Path file, int rows) throws Exception {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("\uFEFFSTT;Mã hồ sơ;Mã TTHC;Tên thủ tục;Chủ hồ sơ;Địa chỉ;Ngày nộp;Trạng thái;Ghi chú\r\n");
            for (int row = 1; row <= rows; row++) {
                out.write(row + ";000.00.12.H29-201109" + tail(row)
                        + ";1.004614;Thủ tục cấp lại thẻ hướng dẫn viên du lịch;Lê Thử Nghiệm " + row
                        + ";\"265 Lý Thường Kiệt; Phường Bến Nghé\";09/11/2020 13:39;Đang xử lý;"
                        + (row % 10 == 0 ? "\"hai\ndòng \"\"trích\"\"\"" : "")
                        + "\r\n");
            }
        }
        return file;
    }
}
