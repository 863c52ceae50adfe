package vn.lienthong.intake.rest;

import org.jspecify.annotations.Nullable;

/** A list without pages and without times: every round reads all of it. */
class WholeListTest extends RestContract {

    @Override
    Paging paging() {
        return Paging.of("none", "", 1, "");
    }

    @Override
    Pull.@Nullable Changed changed() {
        return null;
    }

    @Override
    String size() {
        return "";
    }
}
