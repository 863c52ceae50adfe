package vn.lienthong.relay;

import java.io.IOException;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * Notes that a message itself goes out: a connection stands, with TLS and through a proxy if there are any. Before that, what
 * fails has sent nothing, and an answer is a proxy's, not the counterpart's.
 */
final class Sending extends HttpRequestExecutor {

    private static final String BEGUN = Sending.class.getName();

    static boolean hasBegun(HttpContext course) {
        return course.getAttribute(BEGUN) != null;
    }

    @Override
    public ClassicHttpResponse execute(
            ClassicHttpRequest request,
            HttpClientConnection connection,
            @Nullable HttpResponseInformationCallback informed,
            HttpContext course)
            throws IOException, HttpException {
        if (!Method.CONNECT.isSame(request.getMethod())) {
            course.setAttribute(BEGUN, true);
        }
        return super.execute(request, connection, informed, course);
    }
}
