package vn.lienthong.intake.door;

import javax.xml.stream.Location;
import vn.lienthong.dossier.Problem;
import vn.lienthong.soap.PlainXml;

/** Whether a body is one XML document that refers to nothing outside itself. */
public final class XmlCheck {

    /** @throws Refused saying what is wrong, and where */
    public void check(byte[] body) throws Refused {
        if (body.length == 0) {
            throw new Refused(400, Problem.of("intake.empty-body"));
        }
        try {
            PlainXml.check(body);
        } catch (PlainXml.Broken broken) {
            throw refused(broken);
        }
    }

    private static Refused refused(PlainXml.Broken broken) {
        Problem problem = Problem.of(
                switch (broken.why()) {
                    case NOT_XML -> "intake.not-xml";
                    case WITH_DTD -> "intake.xml-with-dtd";
                    case TOO_DEEP -> "intake.too-deep";
                    case TOO_MANY -> "intake.too-many-elements";
                    case TOO_MANY_ATTRIBUTES -> "intake.too-many-attributes";
                });
        Location where = broken.where();
        return new Refused(
                400,
                where == null
                        ? problem
                        : problem.at("line " + where.getLineNumber() + ", column " + where.getColumnNumber()));
    }
}
