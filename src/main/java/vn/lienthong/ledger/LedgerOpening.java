package vn.lienthong.ledger;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;
import org.springframework.context.aot.AbstractAotProcessor;
import org.springframework.core.env.Environment;

/**
 * Opens the ledger beside the rest of a start, which so takes a twentieth less time where there is no start cache: nobody asks for
 * the ledger before the web server and its doors are made. What goes wrong is told when it is asked for.
 */
final class LedgerOpening implements BeanFactoryPostProcessor, DisposableBean {

    private final Environment environment;
    private final AtomicReference<@Nullable CompletableFuture<Database>> begun = new AtomicReference<>();

    LedgerOpening(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        LedgerSettings settings = Boolean.getBoolean(AbstractAotProcessor.AOT_PROCESSING) ? null : settings();
        if (settings != null) {
            begun.set(CompletableFuture.supplyAsync(
                    () -> Databases.open(settings),
                    opening ->
                            Thread.ofPlatform().daemon().name("ledger-opening").start(opening)));
        }
    }

    /** Null if they are wrong: whoever asks for the ledger asks for them first, and is told. */
    private @Nullable LedgerSettings settings() {
        try {
            BindHandler strict =
                    new NoUnboundElementsBindHandler(BindHandler.DEFAULT, new UnboundElementsSourceFilter());
            return Binder.get(environment).bindOrCreate("ledger", Bindable.of(LedgerSettings.class), strict);
        } catch (BindException wrong) {
            return null;
        }
    }

    /** To be closed by whoever takes it, once. */
    Database taken(LedgerSettings settings) {
        CompletableFuture<Database> opened = begun.getAndSet(null);
        if (opened == null) {
            return Databases.open(settings);
        }
        try {
            return opened.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException told ? told : failed;
        }
    }

    /** Nobody took it, because the start ended before. */
    @Override
    public void destroy() {
        CompletableFuture<Database> opened = begun.getAndSet(null);
        if (opened != null) {
            opened.thenAccept(Database::close);
        }
    }
}
