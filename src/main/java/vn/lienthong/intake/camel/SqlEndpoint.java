package vn.lienthong.intake.camel;

import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;
import org.springframework.boot.convert.DurationStyle;
import vn.lienthong.intake.Overlap;
import vn.lienthong.intake.sql.Polling;
import vn.lienthong.intake.sql.SqlSources;

/** {@code from: intake:sql}; its parameters are those of {@link Polling}, explained in {@code templates/sql.camel.yaml}. */
public final class SqlEndpoint extends DefaultEndpoint {

    private final SqlSources sources;
    private String flow = "";
    private String source = "";
    private String query = "";
    private String key = "";
    private String time = "";
    private String overlap = "10m";
    private String every = "5s";
    private int page = 500;

    SqlEndpoint(String uri, Component component, SqlSources sources) {
        super(uri, component);
        this.sources = sources;
    }

    public void setFlow(String flow) {
        this.flow = flow;
    }

    public void setSource(String source) {
        this.source = source;
    }

    public void setQuery(String query) {
        this.query = query;
    }

    public void setKey(String key) {
        this.key = key;
    }

    public void setTime(String time) {
        this.time = time;
    }

    public void setOverlap(String overlap) {
        this.overlap = overlap;
    }

    public void setEvery(String every) {
        this.every = every;
    }

    public void setPage(int page) {
        this.page = page;
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        Polling polling = new Polling(
                flow, source, query, key, time, Overlap.of(overlap), DurationStyle.detectAndParse(every), page);
        SourceConsumer consumer = new SourceConsumer(this, processor, flow, () -> sources.open(polling));
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException("rows come from intake:sql; enter their pages by intake:enter");
    }
}
