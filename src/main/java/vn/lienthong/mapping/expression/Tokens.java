package vn.lienthong.mapping.expression;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import net.thisptr.jackson.jq.internal.javacc.ExpressionParserConstants;
import net.thisptr.jackson.jq.internal.javacc.ExpressionParserTokenManager;
import net.thisptr.jackson.jq.internal.javacc.SimpleCharStream;
import net.thisptr.jackson.jq.internal.javacc.Token;
import net.thisptr.jackson.jq.internal.javacc.TokenMgrError;

/** The words of an expression with their places, which the compiled tree no longer knows. */
final class Tokens {

    /** A place in the expression, line and column from 1. */
    record Place(int line, int column) {}

    private final List<Token> tokens = new ArrayList<>();

    Tokens(String text) {
        ExpressionParserTokenManager source =
                new ExpressionParserTokenManager(new SimpleCharStream(new StringReader(text)));
        try {
            for (Token token = source.getNextToken(); token.kind != 0; token = source.getNextToken()) {
                tokens.add(token);
            }
        } catch (TokenMgrError | IllegalStateException broken) {
            // What can be read of it is enough: the compiler tells what is wrong.
        }
    }

    /** Where a word is used as a name, not as a field after a dot; the beginning if it is not found. */
    Place of(String word) {
        return tokens.stream()
                .filter(token -> token.kind != ExpressionParserConstants.IDENTIFIER_AFTER_DOT)
                .filter(token -> token.image.equals(word))
                .findFirst()
                .map(token -> new Place(token.beginLine, token.beginColumn))
                .orElse(new Place(1, 1));
    }
}
