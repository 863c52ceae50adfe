package vn.lienthong.intake.sql;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/** The one-stop system's export of 2024, a script for SQL Server in UTF-16, as another database takes it. */
public final class MotCuaExport {

    private static final Path SCRIPT = Path.of("src/test/resources/intake/sql/06_ket-xuat_MotCua_2024.sql");

    private MotCuaExport() {}

    /** Loads it: 150 dossiers in {@code HoSo}, 36 payments in {@code YeuCauThanhToan}. */
    public static void load(DatabaseServer server) throws IOException, SQLException {
        String time = server.timeType();
        server.execute(Files.readString(SCRIPT, StandardCharsets.UTF_16)
                .lines()
                .filter(line -> line.startsWith("CREATE") || line.startsWith("INSERT"))
                .map(line -> line.startsWith("CREATE") ? table(line, time) : row(line))
                .toArray(String[]::new));
    }

    private static String table(String line, String time) {
        return line.replace("[nvarchar](max)", "text")
                .replace("[datetime]", time)
                .replace("[nvarchar]", "varchar")
                .replace("[dbo].", "")
                .replaceAll("[\\[\\]]", "");
    }

    private static String row(String line) {
        return line.replaceFirst("INSERT \\[dbo]\\.\\[(\\w+)]", "INSERT INTO $1")
                .replaceAll("([(,] ?)N'", "$1'");
    }
}
