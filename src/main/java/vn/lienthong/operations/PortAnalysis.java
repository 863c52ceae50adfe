package vn.lienthong.operations;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.WebServerException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Says which settings name a port that cannot be opened. Before Spring's own, which know nothing of them. */
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class PortAnalysis extends AbstractFailureAnalyzer<WebServerException> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, WebServerException cause) {
        return cause instanceof PortInUseException used ? inUse(used) : notOpened(cause);
    }

    private static FailureAnalysis inUse(PortInUseException used) {
        return new FailureAnalysis(
                "Cổng %1$d đang có chương trình khác dùng. Port %1$d is in use by another program."
                        .formatted(used.getPort()),
                "Dừng chương trình đó (có thể là một Liên Thông khác), hoặc đặt server.port (bảng điều khiển và API) hay management.server.port"
                        + " (sức khỏe và số đo). Stop that program, which may be another connector, or set server.port (console and API)"
                        + " or management.server.port (health and metrics).",
                used);
    }

    private static FailureAnalysis notOpened(WebServerException cause) {
        Throwable root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return new FailureAnalysis(
                "Không mở được cổng (%1$s). A port cannot be opened (%1$s).".formatted(root.getMessage()),
                "Xem server.port và management.server.port: 1 đến 65535, dưới 1024 cần quyền riêng; server.address và management.server.address phải"
                        + " là địa chỉ của máy này. Look at server.port and management.server.port: 1 to 65535, and below 1024 only with the"
                        + " right to; server.address and management.server.address have to be addresses of this machine.",
                cause);
    }
}
