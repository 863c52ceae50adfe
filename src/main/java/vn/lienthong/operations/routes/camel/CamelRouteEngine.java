package vn.lienthong.operations.routes.camel;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.NoErrorHandlerBuilder;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.ModelLifecycleStrategySupport;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.ExchangeFormatter;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.operations.routes.RouteEngine;

/** One file's route at a time, in one Camel context. Camel's own loading of folders would stop everything for one bad file. */
public final class CamelRouteEngine implements RouteEngine {

    private static final Logger LOG = LoggerFactory.getLogger(CamelRouteEngine.class);
    private static final int SECONDS_TO_STOP = 3;
    private static final int LONGEST_REASON = 300;

    private final ModelCamelContext context;

    /**
     * Starts Camel at once, empty: a route added to a running context that cannot start stops only itself, one that stands
     * there before the start stops all.
     */
    public CamelRouteEngine(CamelContext context) {
        this.context = (ModelCamelContext) context;
        this.context.getCamelContextExtension().setErrorHandlerFactory(new NoErrorHandlerBuilder());
        this.context.addModelLifecycleStrategy(new StepIdsOfTheirRoute());
        this.context.getRegistry().bind("logFormatter", ExchangeFormatter.class, (ExchangeFormatter)
                CamelRouteEngine::told);
        this.context.start();
    }

    /** What a step {@code log:} writes, whatever it is asked to show: where a message is, and nothing of what is in it. */
    private static String told(Exchange exchange) {
        return "route %s, exchange %s%s"
                .formatted(exchange.getFromRouteId(), exchange.getExchangeId(), exchange.isFailed() ? ", failed" : "");
    }

    /** Step ids are unique within a route file; Camel wants them unique in the whole context, templates included. */
    private static final class StepIdsOfTheirRoute extends ModelLifecycleStrategySupport {

        @Override
        public void onAddRouteDefinition(RouteDefinition route) {
            if (route.getNodePrefixId() == null) {
                route.setNodePrefixId(route.getRouteId() + ".");
            }
        }
    }

    @Override
    public void start(RouteText route) throws RouteRefused {
        load(route, () -> remove(route.id()));
    }

    @Override
    public void define(RouteText template) throws RouteRefused {
        load(template, () -> forget(template.id()));
    }

    private void load(RouteText text, Runnable undo) throws RouteRefused {
        if (!context.isStarted()) {
            throw new RouteRefused("Camel is not running", null);
        }
        try {
            // the name's end tells Camel which loader to use
            String name = "lienthong:" + text.id() + ".camel.yaml";
            PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromBytes(name, text.yaml()));
        } catch (Exception | LinkageError refused) {
            undo.run();
            throw new RouteRefused(reason(refused), refused);
        }
    }

    @Override
    public void stop(String id) {
        try {
            context.getRouteController().stopRoute(id, SECONDS_TO_STOP, TimeUnit.SECONDS);
        } catch (Exception failed) {
            LOG.warn("Route {} did not stop as it should. It is removed all the same.", id, failed);
        }
        remove(id);
    }

    private void remove(String id) {
        try {
            context.removeRoute(id);
            if (context.getRouteDefinition(id) != null) {
                context.removeRouteDefinition(context.getRouteDefinition(id));
            }
        } catch (Exception failed) {
            LOG.warn(
                    "What is left of route {} could not be removed. The next version of its file replaces it.",
                    id,
                    failed);
        }
    }

    @Override
    public void forget(String templateId) {
        try {
            context.removeRouteTemplateDefinitions(templateId);
        } catch (Exception failed) {
            LOG.warn("Template {} could not be removed. The next version of its file replaces it.", templateId, failed);
        }
    }

    /** The innermost words: the outer ones repeat the whole route. */
    private static String reason(Throwable refused) {
        Throwable innermost = refused;
        Set<Throwable> seen = new HashSet<>();
        while (innermost.getCause() != null && seen.add(innermost)) {
            innermost = innermost.getCause();
        }
        String words = innermost.getMessage() == null ? innermost.getClass().getSimpleName() : innermost.getMessage();
        String line = words.replaceAll("\\s+", " ").strip();
        return line.length() > LONGEST_REASON ? line.substring(0, LONGEST_REASON) + "…" : line;
    }
}
