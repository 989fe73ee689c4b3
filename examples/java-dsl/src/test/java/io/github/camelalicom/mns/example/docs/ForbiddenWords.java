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

import java.util.List;
import java.util.regex.Pattern;

/** An expression that the texts of the project avoid, and what is written in its place. */
record ForbiddenWords(String expression, Pattern pattern, String instead) {

    /** What may stand between two words of a text that is wrapped: line ends, quotes, comments. */
    private static final String GAP = "[\\\\s\"'+*/#]+";

    private static final String DATE =
            "20\\d\\d-\\d\\d-\\d\\d|\\d+ (?:January|February|March|April|May|June|July|August"
                    + "|September|October|November|December)(?: 20\\d\\d)?";

    private static final String THERE = "(?<!\\bthere[\\s\"'+*/#]{1,40})";

    /** In every text: comments, strings and names of the code, documents, and the page. */
    static final List<ForbiddenWords> ENGLISH =
            List.of(
                    of("nobody", "the thing that does not: no consumer, no poller"),
                    of("whoever", "the caller, the user"),
                    of("somebody", "another consumer, a caller"),
                    of("who polls", "the poller"),
                    of(
                            THERE
                                    + "is no (?!longer|more|less|other|different|fixed|known|upper"
                                    + "|later|earlier|matter)[a-z]+",
                            "is not a …, is invalid, is malformed"),
                    of(THERE + "are no (?!longer|more|less|other)[a-z]+", "are not, are invalid"),
                    of("what is none|that is none", "is invalid, is not one"),
                    of("mend(?:s|ed|ing)?", "fix, repair"),
                    of("anew", "again, from the start"),
                    of("but for", "except"),
                    of("for ever", "indefinitely"),
                    of("in vain", "to no effect, fails"),
                    of("perhaps", "may"),
                    of("at hand", "available"),
                    of("(?:could|can|to) be had", "is available, is free"),
                    of("c(?:ome|omes|ame|oming) again", "is redelivered"),
                    of("let(?:s|ting)? go", "reaches maxExtension, is released"),
                    of("g(?:ive|ives|iven|ave|iving) back", "release, return"),
                    of("on loan|loans?|lend(?:s|er|ers|ing)?|lent", "held, leased"),
                    of("takers?", "the poller"),
                    of("the vendor(?:'?s)?", "Alibaba Cloud"),
                    of("said again", "Idempotent: …"),
                    of("told", "logged, reported, stated"),
                    of("road", "path, way"));

    /** Only in names and comments of the classes that observe a consumer and run it. */
    static final ForbiddenWords TROUBLE = of("troubles?", "failure");

    /** In Chinese texts only. */
    static final List<ForbiddenWords> CHINESE =
            List.of(
                    han("官方", "阿里云"),
                    han("凭证", "凭据"),
                    han("细水长流", "a plain statement"),
                    han("空手返回", "返回空结果"),
                    han("悄悄", "a plain statement"),
                    han("结局", "处理结果"),
                    han("丢开", "丢弃"),
                    han("自己不会好", "无法自动恢复"),
                    new ForbiddenWords(
                            "a line break between two Han characters",
                            Pattern.compile("[\\p{IsHan}，。；：、！？）”]\\n *[\\p{IsHan}（“]"),
                            "one line: it renders as a blank"));

    /** In the code that is quoted too. */
    static final ForbiddenWords TEST_NAME =
            new ForbiddenWords(
                    "the name of a test",
                    Pattern.compile("(?<![@\\w.])[A-Z]\\w+(?:Test|IT)\\b(?:\\.\\w+)?"),
                    "a comment: tested by …");

    /**
     * In pages for users, beside those of every text: what concerns the project and not its use.
     */
    static final List<ForbiddenWords> USER_PAGES =
            List.of(
                    TEST_NAME,
                    of(DATE, "nothing, or a version"),
                    of(
                            "(?:\\d+|two|four) cores|Intel|AMD|EPYC|Xeon",
                            "the figure, and a link to Performance"),
                    of(
                            "(?:was|were|has been|have been) (?:not|never) (?:run|tested)"
                                    + "|(?:has|have) (?:not|never) been (?:run|tested)",
                            "the status box of the home page"),
                    han("未实测|未经实测|未实际运行|未在线上运行|没有运行过", "the status box of the home page"),
                    han("\\d 核", "the figure, and a link to Performance"));

    boolean isDate() {
        return expression.equals(DATE);
    }

    private static ForbiddenWords of(String expression, String instead) {
        String regex = "\\b(?:" + expression.replaceAll(" (?!\\[)", GAP) + ")\\b";
        return new ForbiddenWords(
                expression.replace(THERE, ""),
                Pattern.compile(regex, Pattern.CASE_INSENSITIVE),
                instead);
    }

    private static ForbiddenWords han(String word, String instead) {
        return new ForbiddenWords(word, Pattern.compile(word), instead);
    }
}
