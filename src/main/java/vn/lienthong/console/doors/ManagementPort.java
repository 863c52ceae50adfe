package vn.lienthong.console.doors;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Requests that came in by a management port of its own. Ports are looked up until they are known, and then kept. */
final class ManagementPort implements RequestMatcher {

    private final Environment environment;
    private final Map<String, Integer> known = new ConcurrentHashMap<>();

    ManagementPort(Environment environment) {
        this.environment = environment;
    }

    @Override
    public boolean matches(HttpServletRequest request) {
        Integer port = request.getLocalPort();
        return port.equals(known("local.management.port")) && !port.equals(known("local.server.port"));
    }

    private @Nullable Integer known(String name) {
        Integer port = known.get(name);
        return port == null ? lookUp(name) : port;
    }

    private @Nullable Integer lookUp(String name) {
        Integer port = environment.getProperty(name, Integer.class);
        if (port != null) {
            known.put(name, port);
        }
        return port;
    }
}
