package vn.lienthong.mapping.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.TestFolders;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.SourceRecord;
import vn.lienthong.mapping.SourceFormat;
import vn.lienthong.mapping.source.RecordReader.Unreadable;

/** A row of a table is told exactly as the database has it. */
class SqlRowTest {

    @TempDir
    Path folder;

    @Test
    void every_type_of_postgresql_keeps_its_value() throws Exception {
        TimeZone before = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
        try (EmbeddedPostgres server = TestFolders.postgres().start();
                Connection connection = server.getPostgresDatabase().getConnection()) {
            connection.createStatement().execute("SET TIME ZONE 'UTC'");
            assertThat(text(row(connection, """
                            SELECT 'Lê  Thử '::text AS "MaHoSo", 'ab'::char(4) AS c, true AS b, 7::smallint AS s, 12::int AS i,
                              9007199254740993::bigint AS l, 1.50::numeric(10,2) AS n, 1e30::numeric AS large, 0.1::float8 AS d,
                              0.1::real AS r, DATE '2024-03-10' AS day, TIME '08:30:00' AS t,
                              TIMESTAMP '2024-03-10 02:30:00' AS m, TIMESTAMPTZ '2024-03-10 02:30:00+07' AS z,
                              '\\x0041'::bytea AS bytes, NULL::text AS nothing,
                              '3b241101-e2bb-4255-8caf-4136c566a962'::uuid AS id
                            """)))
                    .isEqualTo("{\"MaHoSo\":\"Lê  Thử \",\"c\":\"ab  \",\"b\":true,\"s\":7,\"i\":12,"
                            + "\"l\":9007199254740993,\"n\":1.50,\"large\":1000000000000000000000000000000,\"d\":0.1,"
                            + "\"r\":0.1,\"day\":\"2024-03-10\",\"t\":\"08:30:00\","
                            + "\"m\":\"2024-03-10T02:30:00\",\"z\":\"2024-03-09T19:30:00Z\","
                            + "\"bytes\":\"AEE=\",\"nothing\":null,\"id\":\"3b241101-e2bb-4255-8caf-4136c566a962\"}");
            assertThat(refused(connection, "SELECT 'NaN'::float8 AS x"))
                    .isEqualTo(Problem.of("source.column-not-readable").in("x").with("type", "float8"));
            assertThat(refused(connection, "SELECT ARRAY[1,2] AS x").code()).isEqualTo("source.column-not-readable");
            assertThat(refused(connection, "SELECT 'infinity'::timestamp AS x").code())
                    .isEqualTo("source.column-not-readable");
            assertThat(refused(connection, "SELECT TIME '24:00:00' AS x").code())
                    .isEqualTo("source.column-not-readable");
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void a_row_is_read_as_any_other_record() throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:")) {
            SourceRecord record = row(connection, "SELECT 'H1' AS MaHoSo, 12 AS So, 1.5 AS Tien, NULL AS GhiChu");
            Path file = Sources.file(folder, "rows.ndjson", text(record) + "\n");
            var declared = Sources.declared("{'format':'sql'}");

            assertThat(record.mediaType()).isEqualTo(SqlRow.MEDIA_TYPE);
            assertThat(Sources.records(declared, file).getFirst().toString())
                    .isEqualTo("{\"MaHoSo\":\"H1\",\"So\":12,\"Tien\":1.5,\"GhiChu\":null}");
            assertThat(Sources.rows(declared, file))
                    .extracting(SourceFormat.Row::place)
                    .containsExactly("line 1");
            assertThat(Sources.rows(declared, file).getFirst().record().mediaType())
                    .isEqualTo(SqlRow.MEDIA_TYPE);
        }
    }

    @Test
    void a_mapping_knows_its_columns_in_any_case() throws Exception {
        RecordReader reader =
                RecordReader.of(Sources.declared("{'format':'sql'}"), new SourceNames(List.of("MaHoSo", "GhiChu")));
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:")) {
            SourceRecord record = row(connection, "SELECT 'H1' AS mahoso, 'x' AS GHICHU, 1 AS khac");

            assertThat(reader.read(record).toString()).isEqualTo("{\"MaHoSo\":\"H1\",\"GhiChu\":\"x\",\"khac\":1}");
        }
    }

    @Test
    void a_label_that_is_there_twice_or_a_row_beyond_reason_is_refused() throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:")) {
            assertThat(refused(connection, "SELECT 1 AS a, 2 AS a"))
                    .isEqualTo(Problem.of("source.same-field-twice").in("a"));
            assertThat(refused(connection, "SELECT hex(zeroblob(9000000)) AS a").code())
                    .isEqualTo("source.row-too-large");
        }
    }

    private static Problem refused(Connection connection, String query) {
        return catchThrowableOfType(Unreadable.class, () -> row(connection, query))
                .problem();
    }

    private static SourceRecord row(Connection connection, String query) throws SQLException, Unreadable {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return SqlRow.of(result);
        }
    }

    private static String text(SourceRecord record) {
        return new String(record.body(), StandardCharsets.UTF_8);
    }
}
