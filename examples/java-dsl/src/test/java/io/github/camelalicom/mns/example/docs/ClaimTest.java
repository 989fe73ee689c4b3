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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** A claim is the sentence before its mark, or what the mark says. */
class ClaimTest {

    @TempDir Path docs;

    @Test
    void aClaimIsTheLastSentenceBeforeItsMark() throws IOException {
        assertThat(
                        claims(
                                """
                                == Outcomes

                                A message is leased. When the route completes, the message is
                                deleted from the xref:x.adoc[queue].
                                // tested by OutcomesTest.deletes, StopTest
                                The next one stays.
                                // tested by OutcomesTest.leaves
                                """))
                .containsExactly(
                        new Claim(
                                "page.adoc",
                                "Outcomes",
                                "When the route completes, the message is deleted from the queue.",
                                List.of("OutcomesTest.deletes", "StopTest")),
                        new Claim(
                                "page.adoc",
                                "Outcomes",
                                "The next one stays.",
                                List.of("OutcomesTest.leaves")));
    }

    @Test
    void aClaimOfAListIsItsItem() throws IOException {
        assertThat(
                        claims(
                                """
                                * The first item
                                * the second item | over
                                two lines
                                // tested by ListTest
                                * The third item
                                """))
                .extracting(Claim::text)
                .containsExactly("the second item {vbar} over two lines");
    }

    @Test
    void aMarkMaySayWhatIsClaimed() throws IOException {
        assertThat(claims("// tested by TableTest -- the row `lapsed`\n[cols=\"1\"]\n|===\n"))
                .extracting(Claim::text)
                .containsExactly("the row `lapsed`");
    }

    @Test
    void markdownHasItsOwnComments() throws IOException {
        assertThat(claims("It [prints](x.md) each receipt.\n<!-- tested by DemoTest.prints -->\n"))
                .extracting(Claim::text)
                .containsExactly("It prints each receipt.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A claim.\n// tested by\n",
                "A claim.\n// tested by OneTest and OtherTest\n",
                "A claim.\n\n// tested by OneTest\n"
            })
    void aMarkThatBindsNothingIsAnError(String page) {
        assertThatIllegalStateException()
                .isThrownBy(() -> claims(page))
                .withMessageContaining("tested by");
    }

    private List<Claim> claims(String page) throws IOException {
        return Claim.of(docs, Files.writeString(docs.resolve("page.adoc"), page));
    }
}
