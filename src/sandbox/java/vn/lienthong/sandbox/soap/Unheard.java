package vn.lienthong.sandbox.soap;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;

/** An answer that does not go out by itself. */
final class Unheard extends HttpServletResponseWrapper {

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

    Unheard(HttpServletResponse response) {
        super(response);
    }

    byte[] bytes() {
        return kept.toByteArray();
    }

    @Override
    public void setContentLength(int length) {}

    @Override
    public void setContentLengthLong(long length) {}

    @Override
    public void flushBuffer() {}

    @Override
    public ServletOutputStream getOutputStream() {
        return new ServletOutputStream() {
            @Override
            public void write(int b) {
                kept.write(b);
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setWriteListener(WriteListener listener) {
                throw new UnsupportedOperationException("written at once");
            }
        };
    }
}
