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
package io.github.camelalicom.mns;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Threads have the names that docs/architecture.adoc gives them, and do what it says. */
class ThreadsTest extends AlicomMnsTestSupport {

    private static final Path PAGE = Path.of("..", "..", "docs", "architecture.adoc");

    /** A pool of ours, in the page as well as in a thread's name. */
    private static final Pattern POOL = Pattern.compile("(AlicomMns\\w+)\\[");

    private static final Pattern SDKS =
            Pattern.compile("I/O dispatcher \\d+|pool-\\d+-thread-\\d+");

    private final Set<String> routing = new ConcurrentSkipListSet<>();

    @Test
    void aConsumerHasThoseOfThePageAndTheSdksClientTwo() throws IOException {
        Collection<String> before = consumerThreads();
        deliver(50);

        startPlain(
                "concurrentConsumers=4", exchange -> routing.add(Thread.currentThread().getName()));
        awaitDeleted("SmsReport", 50);

        Set<String> ours = new TreeSet<>(consumerThreads());
        ours.removeAll(before);
        assertThat(pools(String.join("\n", ours))).isEqualTo(pools(Files.readString(PAGE)));
        assertThat(ours.stream().filter(SDKS.asMatchPredicate())).hasSize(2);
        assertThat(routing)
                .hasSizeLessThanOrEqualTo(4)
                .allMatch(name -> pools(name).equals(Set.of("AlicomMnsConsumer")));
    }

    private static Set<String> pools(String text) {
        return POOL.matcher(text)
                .results()
                .map(pool -> pool.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
