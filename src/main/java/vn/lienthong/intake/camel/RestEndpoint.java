package vn.lienthong.intake.camel;

import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;
import org.springframework.boot.convert.DurationStyle;
import vn.lienthong.intake.rest.Apis;
import vn.lienthong.intake.rest.Paging;
import vn.lienthong.intake.rest.Pull;

/** {@code from: intake:rest}; its parameters are those of {@link Pull}, explained in {@code templates/rest.camel.yaml}. */
public final class RestEndpoint extends DefaultEndpoint {

    private final Apis apis;
    private String flow = "";
    private String api = "";
    private String path = "";
    private String records = "";
    private String key = "";
    private String time = "";
    private String since = "";
    private String overlap = "10m";
    private String paging = "none";
    private String pagingParameter = "";
    private int firstPage = 1;
    private String next = "";
    private String sizeParameter = "";
    private int page = 100;
    private String every = "1m";

    RestEndpoint(String uri, Component component, Apis apis) {
        super(uri, component);
        this.apis = apis;
    }

    public void setFlow(String flow) {
        this.flow = flow;
    }

    public void setApi(String api) {
        this.api = api;
    }

    public void setPath(String path) {
        this.path = path;
    }

    public void setRecords(String records) {
        this.records = records;
    }

    public void setKey(String key) {
        this.key = key;
    }

    public void setTime(String time) {
        this.time = time;
    }

    public void setSince(String since) {
        this.since = since;
    }

    public void setOverlap(String overlap) {
        this.overlap = overlap;
    }

    public void setPaging(String paging) {
        this.paging = paging;
    }

    public void setPagingParameter(String pagingParameter) {
        this.pagingParameter = pagingParameter;
    }

    public void setFirstPage(int firstPage) {
        this.firstPage = firstPage;
    }

    public void setNext(String next) {
        this.next = next;
    }

    public void setSizeParameter(String sizeParameter) {
        this.sizeParameter = sizeParameter;
    }

    public void setPage(int page) {
        this.page = page;
    }

    public void setEvery(String every) {
        this.every = every;
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        Pull pull = new Pull(
                flow,
                api,
                path,
                Pull.RecordList.of(records, key),
                Pull.Changed.of(time, since, overlap),
                Paging.of(paging, pagingParameter, firstPage, next),
                sizeParameter,
                page,
                DurationStyle.detectAndParse(every));
        SourceConsumer consumer = new SourceConsumer(this, processor, flow, () -> apis.open(pull));
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException("records come from intake:rest; enter their pages by intake:enter");
    }
}
