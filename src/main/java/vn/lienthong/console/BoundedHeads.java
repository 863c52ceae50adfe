package vn.lienthong.console;

import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.AbstractProcessor;
import org.apache.coyote.ContinueResponseTiming;
import org.apache.coyote.Request;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Import;
import org.springframework.stereotype.Component;

/**
 * HTTP as the container speaks it, and an end to heads that trickle: the container only bounds how long a sender may be
 * silent, so one byte before that would keep a connection for hours, and enough of them all connections there are. A
 * request line and headers that are not complete within that same time ({@code server.tomcat.connection-timeout}) end
 * their connection without an answer. Bodies have their own time. Who asks before it sends a body ({@code Expect:
 * 100-continue}) is told to when the body is read and no sooner: a door that refuses says so first.
 */
public final class BoundedHeads extends Http11NioProtocol {

    private static final long LOOK_MILLIS = 500;

    /** Has a server speak so. */
    @Component
    static class Chosen implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

        @Override
        public void customize(TomcatServletWebServerFactory factory) {
            factory.setProtocol(BoundedHeads.class.getName());
            // a reader may speak more languages than the container cares to count; the head itself is bounded
            factory.addConnectorCustomizers(connector -> connector.setMaxLocaleCount(-1));
        }
    }

    /** The management port is a server of its own, which takes nothing from the other. */
    @ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
    @Import(Chosen.class)
    static class OnTheManagementPort {}

    private @Nullable Future<?> looking;

    public BoundedHeads() {
        setContinueResponseTiming(ContinueResponseTiming.ON_REQUEST_BODY_READ.toString());
    }

    @Override
    public void start() throws Exception {
        super.start();
        looking = getUtilityExecutor()
                .scheduleWithFixedDelay(this::endSlowOnes, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() throws Exception {
        if (looking != null) {
            looking.cancel(false);
        }
        super.stop();
    }

    private void endSlowOnes() {
        long before = System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(getConnectionTimeout());
        for (SocketWrapperBase<?> connection : getEndpoint().getConnections()) {
            if (connection.getCurrentProcessor() instanceof AbstractProcessor waiting
                    && !waiting.isAsync()
                    && isBegunBefore(before, waiting.getRequest())) {
                connection.close();
            }
        }
    }

    /** The container leaves a processor with its connection while it waits for more of a head, and then only it has a start. */
    private static boolean isBegunBefore(long time, Request request) {
        long start = request.getStartTimeNanos();
        return start >= 0 && start - time < 0;
    }
}
