package vn.lienthong.intake.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A real database server with one database, which a test may stop and start again. */
public interface DatabaseServer extends AutoCloseable {

    String url();

    /** As somebody who may do everything. */
    String username();

    String password();

    Connection connect() throws SQLException;

    /** The type of a time without a zone, to the microsecond. */
    String timeType();

    /** As a process that is killed. */
    void stop() throws Exception;

    /** On the same data and port. */
    void start() throws Exception;

    @Override
    void close() throws Exception;

    default void execute(String... statements) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
