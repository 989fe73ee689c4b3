/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.camelalicom.mns.example.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text in Java source that starts with a literal: literals and values joined by {@code +}. Read
 * as what it makes, with {@code <name>} for each value and {@code [one|other]} for a choice.
 */
final class TextExpression {

    /** Methods that say how a value is written, and not which value it is. */
    private static final Set<String> CONVERSIONS =
            Set.of(
                    "getClass",
                    "getName",
                    "getSimpleName",
                    "label",
                    "length",
                    "of",
                    "size",
                    "sum",
                    "toMillis",
                    "toMinutes",
                    "toSeconds",
                    "toString",
                    "valueOf");

    private static final Pattern NAME = Pattern.compile("[A-Za-z]\\w*");

    /** The place of a value in a text that a logger formats. */
    private static final Pattern GAP = Pattern.compile("\\{}");

    private final String code;
    private int at;

    /**
     * @param code without comments
     * @param start where the expression starts
     */
    TextExpression(String code, int start) {
        this.code = code;
        this.at = start;
    }

    /** What the expression makes; arguments after it fill its gaps. */
    String text() {
        String text = sum();
        while (text.contains("{}") && at < code.length() && code.charAt(at) == ',') {
            at++;
            text = GAP.matcher(text).replaceFirst(Matcher.quoteReplacement(argument()));
        }
        return text;
    }

    private String sum() {
        StringBuilder text = new StringBuilder(operand());
        while (at < code.length() && code.charAt(at) == '+') {
            at++;
            text.append(operand());
        }
        return text.toString();
    }

    private String operand() {
        skipBlanks();
        int start = at;
        while (at < code.length() && "+,;)?:".indexOf(code.charAt(at)) < 0) {
            skipOne();
        }
        return meaning(code.substring(start, at).strip());
    }

    private String argument() {
        skipBlanks();
        int start = at;
        while (at < code.length() && ",;)".indexOf(code.charAt(at)) < 0) {
            skipOne();
        }
        return inParentheses(code.substring(start, at).strip());
    }

    private void skipBlanks() {
        while (Character.isWhitespace(code.charAt(at))) {
            at++;
        }
    }

    /** Over a character, or over a literal or parentheses that begin with it. */
    private void skipOne() {
        char c = code.charAt(at++);
        if (c == '"') {
            while (code.charAt(at++) != '"') {
                at += code.charAt(at - 1) == '\\' ? 1 : 0;
            }
        } else if (c == '(') {
            while (code.charAt(at) != ')') {
                skipOne();
            }
            at++;
        }
    }

    private static String meaning(String operand) {
        if (operand.startsWith("\"")) {
            return operand.substring(1, operand.length() - 1).replace("\\\"", "\"");
        } else if (operand.startsWith("(") && operand.endsWith(")")) {
            return inParentheses(operand.substring(1, operand.length() - 1));
        }
        return "<" + name(operand) + ">";
    }

    private static String inParentheses(String inner) {
        TextExpression expression = new TextExpression(inner + " ", 0);
        String first = expression.sum();
        if (expression.rest().isEmpty()) {
            return first;
        } else if (!inner.contains("?")) {
            return "<" + name(inner) + ">";
        }
        return choice(inner.substring(inner.indexOf('?') + 1));
    }

    /** A choice among values is a value, unless a branch is a text. */
    private static String choice(String branches) {
        TextExpression expression = new TextExpression(branches + " ", 0);
        String one = expression.sum();
        expression.at++;
        String other = expression.sum();
        if (one.matches("<\\w+>") && other.matches("<\\w+>")) {
            return one;
        }
        return "[" + one + "|" + other + "]";
    }

    private String rest() {
        return code.substring(at).strip();
    }

    /** The last name in the expression that says which value it is. */
    private static String name(String expression) {
        List<String> names = new ArrayList<>();
        Matcher matcher = NAME.matcher(withoutArguments(expression));
        while (matcher.find()) {
            names.add(matcher.group());
        }
        List<String> telling = names.stream().filter(name -> !CONVERSIONS.contains(name)).toList();
        List<String> candidates = telling.isEmpty() ? names : telling;
        String last = candidates.get(candidates.size() - 1).replaceFirst("^get(?=[A-Z])", "");
        return last.matches("[A-Z][a-z]\\w*")
                ? last.substring(0, 1).toLowerCase(Locale.ROOT) + last.substring(1)
                : last;
    }

    private static String withoutArguments(String expression) {
        String shorter = expression.replaceAll("\\([^()]*\\)", "");
        return shorter.equals(expression) || shorter.isBlank()
                ? expression
                : withoutArguments(shorter);
    }
}
