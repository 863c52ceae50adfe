package vn.lienthong.agency;

import org.jspecify.annotations.Nullable;

/**
 * What an answer says in the words the system was said to use.
 *
 * @param itsOwn whether the system itself speaks; false for a page of something in between, which takes and refuses nothing
 * @param code what the policy's lines compare; null: the HTTP status
 * @param message the text they compare; null: none
 */
record Said(boolean itsOwn, @Nullable String code, @Nullable String message) {

    static final Said NOTHING = new Said(false, null, null);
}
