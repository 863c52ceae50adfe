package vn.lienthong.operations;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what to do about a secret that cannot be read, instead of a stack trace. */
public final class SecretFileAnalysis extends AbstractFailureAnalyzer<SecretFiles.Unreadable> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, SecretFiles.Unreadable cause) {
        return new FailureAnalysis(
                String.valueOf(cause.getMessage()),
                "Mount the file with its secret, let that user read it (in a container: chown it to the container's user), or correct the variable.",
                cause);
    }
}
