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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The locks are those that docs/contributing/architecture.adoc tells of, and are taken in an order.
 */
class LocksTest {

    private static final Path PAGE =
            Path.of("..", "..", "docs", "contributing", "architecture.adoc");

    /** A row of a table: names in the first cell, text in the second. */
    private static final Pattern ROW =
            Pattern.compile(
                    "^\\| (`[^|]+`)\\n\\| (.+(?:\\n.+)*?)(?=\\n\\n|\\n\\|)", Pattern.MULTILINE);

    private static final Pattern NAME = Pattern.compile("`(\\w+)`");

    /** Ours, by which the engine and the gateway reach the network, the route and the user. */
    private static final Set<String> WAYS_OUT =
            Set.of(
                    "DeliveryHandler",
                    "Delivery$Listener",
                    "ErrorReporter",
                    "MnsQueue",
                    "QueueCall",
                    "RpcClient",
                    "SmsService",
                    "ConsumerStats$Listener",
                    "TokenService");

    private static LockGraph graph;

    @BeforeAll
    static void readTheClasses() throws IOException {
        graph = LockGraph.of(Path.of("target", "classes"));
    }

    @Test
    void eachLockIsInThePage() throws IOException {
        Set<String> documented = new TreeSet<>();
        rows("== Locks", "=== Order").forEach(row -> documented.addAll(names(row.group(1))));

        assertThat(graph.lockers()).isEqualTo(documented);
    }

    @Test
    void noTwoAreHeldTogetherButThoseInThePage() throws IOException {
        Map<String, Set<String>> documented = new TreeMap<>();
        rows("=== Order", "== Invariants")
                .forEach(row -> documented.put(row.group(1).replace("`", ""), names(row.group(2))));

        assertThat(graph.nested()).isEqualTo(documented);
    }

    @Test
    void noneIsTakenWhileOneIsHeldThatMayBeTakenWhileItIsHeld() {
        Map<String, Set<String>> left = new TreeMap<>(graph.nested());
        while (left.entrySet()
                .removeIf(lock -> lock.getValue().stream().noneMatch(left::containsKey))) {
            // what holds only locks under which no other is taken is in order
        }

        assertThat(left).as("locks that wait for each other").isEmpty();
    }

    @Test
    void neitherNetworkNorRouteNorUserIsCalledUnderALock() {
        List<String> called = new ArrayList<>(graph.calledUnderALock());

        assertThat(called)
                .contains("java/util/concurrent/ScheduledExecutorService")
                .noneMatch(name -> WAYS_OUT.contains(name.substring(name.lastIndexOf('/') + 1)))
                .allMatch(name -> name.matches("(java|io/github/camelalicom)/.*"));
    }

    private static List<MatchResult> rows(String from, String to) throws IOException {
        String page = Files.readString(PAGE);
        String section = page.substring(page.indexOf(from), page.indexOf(to));
        return ROW.matcher(section).results().toList();
    }

    private static Set<String> names(String text) {
        return NAME.matcher(text)
                .results()
                .map(name -> name.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
