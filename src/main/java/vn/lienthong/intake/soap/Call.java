package vn.lienthong.intake.soap;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request whose body has been read and checked, and of whose headers the host alone is left: what is in the body is
 * UTF-8, and says itself which operation is called.
 */
final class Call extends HttpServletRequestWrapper {

    private static final String CONTENT_TYPE = "content-type";
    private static final String TYPE = "text/xml; charset=UTF-8";
    private static final Set<String> HEADERS = Set.of(CONTENT_TYPE, "host");

    private final byte[] body;

    Call(HttpServletRequest request, byte[] body) {
        super(request);
        this.body = body;
    }

    private static boolean isNamed(String header) {
        return HEADERS.contains(header.toLowerCase(Locale.ROOT));
    }

    @Override
    public String getContentType() {
        return TYPE;
    }

    @Override
    public String getCharacterEncoding() {
        return StandardCharsets.UTF_8.name();
    }

    @Override
    public @Nullable String getHeader(String name) {
        if (name.equalsIgnoreCase(CONTENT_TYPE)) {
            return TYPE;
        }
        return isNamed(name) ? super.getHeader(name) : null;
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        if (name.equalsIgnoreCase(CONTENT_TYPE)) {
            return Collections.enumeration(List.of(TYPE));
        }
        return isNamed(name) ? super.getHeaders(name) : Collections.emptyEnumeration();
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        List<String> names = Collections.list(super.getHeaderNames());
        return Collections.enumeration(names.stream().filter(Call::isNamed).toList());
    }

    @Override
    public int getContentLength() {
        return body.length;
    }

    @Override
    public long getContentLengthLong() {
        return body.length;
    }

    @Override
    public BufferedReader getReader() {
        return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }

    @Override
    public ServletInputStream getInputStream() {
        ByteArrayInputStream bytes = new ByteArrayInputStream(body);
        return new ServletInputStream() {
            @Override
            public int read() {
                return bytes.read();
            }

            @Override
            public int read(byte[] buffer, int from, int most) {
                return bytes.read(buffer, from, most);
            }

            @Override
            public boolean isFinished() {
                return bytes.available() == 0;
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setReadListener(ReadListener listener) {
                throw new UnsupportedOperationException("the body is here already");
            }
        };
    }
}
