package vn.lienthong.mapping.source;

import javax.xml.stream.XMLStreamException;
import vn.lienthong.dossier.Problem;

/** What an XML parser found, without quoting the text it found it in. */
final class XmlProblem {

    private XmlProblem() {}

    static Problem of(XMLStreamException broken) {
        String line = Integer.toString(
                broken.getLocation() == null ? 0 : broken.getLocation().getLineNumber());
        if (broken instanceof Stax.HasDoctype) {
            return Problem.of("source.has-doctype");
        }
        if (broken instanceof Stax.TooMuch) {
            return Problem.of("source.too-deep").with("limit", Integer.toString(Limits.RECORD_DEPTH));
        }
        if (broken.getNestedException() instanceof RecordingStream.TooLarge) {
            return Problem.of("source.record-too-large").with("line", line);
        }
        return Problem.of("source.not-xml").with("line", line);
    }
}
