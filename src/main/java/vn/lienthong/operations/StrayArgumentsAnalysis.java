package vn.lienthong.operations;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says how settings are written, instead of a stack trace. */
public final class StrayArgumentsAnalysis extends AbstractFailureAnalyzer<StrayArguments.Found> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, StrayArguments.Found cause) {
        return new FailureAnalysis(
                String.valueOf(cause.getMessage()),
                "Viết mỗi cài đặt một lần, là --tên=giá_trị, hai gạch đầu và dấu bằng; giá trị có dấu cách thì đặt trong ngoặc kép. Write each"
                        + " setting once, as --name=value, with two dashes and an equals sign; put quotes around a value with spaces.",
                cause);
    }
}
