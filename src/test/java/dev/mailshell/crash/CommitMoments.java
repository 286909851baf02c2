package dev.mailshell.crash;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The moments around each transaction that writes, named by what it writes; seen by a driver in front of SQLite's. */
final class CommitMoments implements Driver {

    static final String COMMIT_OF = "the commit of ";

    private static final Pattern WRITE = Pattern.compile(
            "(INSERT|UPDATE|DELETE)(?: OR \\w+)?(?: INTO| FROM)? (\\w+)(?: SET (\\w+))?.*", Pattern.DOTALL);

    private final Moments moments;
    private final Driver sqlite;

    private CommitMoments(Moments moments, Driver sqlite) {
        this.moments = moments;
        this.sqlite = sqlite;
    }

    /** Takes the place of SQLite's driver. */
    static void watch(Moments moments) throws SQLException {
        Driver sqlite = DriverManager.getDriver("jdbc:sqlite:");
        DriverManager.deregisterDriver(sqlite);
        DriverManager.registerDriver(new CommitMoments(moments, sqlite));
    }

    @Override
    public Connection connect(String url, Properties settings) throws SQLException {
        Connection connection = sqlite.connect(url, settings);
        return connection == null ? null : proxy(Connection.class, new Watched(connection));
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** A connection; whoever uses it sees to it that one thread at a time does. */
    private final class Watched implements InvocationHandler {

        private final Connection connection;
        private final Set<String> writes = new LinkedHashSet<>();

        Watched(Connection connection) {
            this.connection = connection;
        }

        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
            Object result = call(connection, method, arguments);
            if (result instanceof PreparedStatement statement) {
                String sql = (String) arguments[0];
                return proxy(
                        PreparedStatement.class, (same, called, values) -> carryOut(statement, sql, called, values));
            }
            return result instanceof Statement statement
                    ? proxy(Statement.class, (same, called, values) -> execute(statement, called, values))
                    : result;
        }

        private Object execute(Statement statement, Method method, Object[] arguments) throws Throwable {
            boolean executes = method.getName().equals("execute");
            if (executes && arguments[0].equals("COMMIT") && !writes.isEmpty()) {
                String transaction = COMMIT_OF + String.join(", ", writes);
                moments.reached("before " + transaction);
                Object result = call(statement, method, arguments);
                moments.reached("after " + transaction);
                return result;
            }
            if (executes) {
                writes.clear();
            }
            return call(statement, method, arguments);
        }

        /** Noted whenever it is executed: it is prepared only once. */
        private Object carryOut(PreparedStatement statement, String sql, Method method, Object[] arguments)
                throws Throwable {
            if (method.getName().startsWith("execute")) {
                note(sql);
            }
            return call(statement, method, arguments);
        }

        private void note(String sql) {
            Matcher write = WRITE.matcher(sql.strip());
            if (write.matches()) {
                String column = write.group(3) == null ? "" : "." + write.group(3);
                writes.add(write.group(1).toLowerCase(Locale.ROOT) + " " + write.group(2) + column);
            }
        }
    }

    @Override
    public boolean acceptsURL(String url) throws SQLException {
        return sqlite.acceptsURL(url);
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties settings) throws SQLException {
        return sqlite.getPropertyInfo(url, settings);
    }

    @Override
    public int getMajorVersion() {
        return sqlite.getMajorVersion();
    }

    @Override
    public int getMinorVersion() {
        return sqlite.getMinorVersion();
    }

    @Override
    public boolean jdbcCompliant() {
        return sqlite.jdbcCompliant();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return sqlite.getParentLogger();
    }
}
