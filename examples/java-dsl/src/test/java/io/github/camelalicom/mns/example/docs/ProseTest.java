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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Words are counted as a reader reads them. */
class ProseTest {

    @Test
    void wordsAreCountedInBothLanguages() {
        assertThat(new Prose("A lease of 30 s, xref:options.adoc[extended].\n").words())
                .isEqualTo(6);
        assertThat(new Prose("租约到期后重复投递。\n").words()).isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "----\nnot counted\n----\n",
                "....\n---- not\ncounted\n....\n",
                "// tested by OutcomesTest.deletes\n",
                "[cols=\"1,2\",options=\"header\"]\n|===\n|===\n",
                "// receipts: START\n| generated | row\n// receipts: END\n",
                ":toc: left\n",
                "```sh\nmvn verify\n```\n",
                "<!-- snippet: pom.xml -->\n"
            })
    void whatIsNotReadIsNotCounted(String text) {
        Prose prose = new Prose(text + "two words\n");
        assertThat(prose.words()).isEqualTo(2);
        assertThat(prose.text()).hasLineCount((int) text.lines().count() + 1);
    }

    @Test
    void quotedCodeIsCountedButNotJudged() {
        Prose prose = new Prose("It is `SecretTest`, is it\n");
        assertThat(prose.words()).isEqualTo(5);
        assertThat(prose.unquoted()).isEqualTo("It is ``, is it");
    }
}
