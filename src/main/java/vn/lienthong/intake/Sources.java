package vn.lienthong.intake;

import java.util.List;
import vn.lienthong.dossier.Problem;

/** All sources of one kind. Safe for any number of threads. */
public interface Sources {

    /** What is wrong with them now, for health and console; empty when all is well. Never waits. */
    List<Problem> faults();
}
