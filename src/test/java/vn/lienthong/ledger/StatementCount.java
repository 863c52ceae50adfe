package vn.lienthong.ledger;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Counts what is executed on a data source's connections; a batch of rows is one statement, as it is one round trip. */
final class StatementCount {

    private final List<String> executed = new CopyOnWriteArrayList<>();

    private final Consumer<String> before;

    StatementCount() {
        this(statement -> {});
    }

    /** @param before told of each statement before it is executed */
    StatementCount(Consumer<String> before) {
        this.before = before;
    }

    DataSource watch(DataSource source) {
        return new DelegatingDataSource(source) {
            @Override
            public Connection getConnection() throws SQLException {
                return watched(super.getConnection());
            }
        };
    }

    /** The statements that the work executes, in order. */
    List<String> of(Runnable work) {
        executed.clear();
        work.run();
        return new ArrayList<>(executed);
    }

    private Connection watched(Connection connection) {
        return proxy(Connection.class, (proxy, method, arguments) -> {
            Object result = invoke(connection, method, arguments);
            return method.getName().startsWith("prepare") && arguments[0] instanceof String sql
                    ? watched((PreparedStatement) result, sql)
                    : result;
        });
    }

    private PreparedStatement watched(PreparedStatement statement, String sql) {
        return proxy(PreparedStatement.class, (proxy, method, arguments) -> {
            if (method.getName().startsWith("execute")) {
                executed.add(sql.strip());
                before.accept(sql.strip());
            }
            return invoke(statement, method, arguments);
        });
    }

    private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException failed) {
            throw failed.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
