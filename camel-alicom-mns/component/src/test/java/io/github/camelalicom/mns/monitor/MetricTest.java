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
package io.github.camelalicom.mns.monitor;

import java.lang.reflect.Method;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.util.json.JsonObject;
import org.junit.jupiter.api.Test;

import io.github.camelalicom.mns.consumer.ConsumerSnapshot;

import static org.assertj.core.api.Assertions.assertThat;

/** Console and JMX show what the tables say. */
class MetricTest {

    private final CountedSnapshots consumer = new CountedSnapshots();

    @Test
    void jmxShowsEachFigureWithItsDescription() throws Exception {
        ConsumerSnapshot snapshot = CountedSnapshots.numbered(1);

        check(Metric.OF_CONSUMER, figure -> figure.read(snapshot).longValue());
        check(
                Metric.OF_TOKEN,
                figure -> figure.read(snapshot.queue().token().orElseThrow()).longValue());
        check(
                Metric.OF_REQUESTS,
                figure ->
                        snapshot.queue().requests().values().stream()
                                .mapToLong(count -> figure.read(count).longValue())
                                .sum());
    }

    private <S> void check(List<Metric<S>> figures, ToLongFunction<Metric<S>> expected)
            throws Exception {
        for (Metric<S> figure : figures) {
            if (figure.attribute() != null) {
                consumer.taken.set(0);
                Method getter =
                        ManagedAlicomMnsConsumerMBean.class.getMethod("get" + figure.attribute());
                assertThat(getter.getAnnotation(ManagedAttribute.class).description())
                        .isEqualTo(figure.description());
                assertThat(((Number) getter.invoke(consumer)).longValue())
                        .as(figure.attribute())
                        .isEqualTo(expected.applyAsLong(figure));
                assertThat(consumer.taken).as(figure.attribute()).hasValue(1);
            }
        }
    }

    @Test
    void theConsoleShowsEachFigureFromOneSnapshot() {
        JsonObject shown = ConsoleReport.of(consumer, "Started");

        assertThat(consumer.taken).hasValue(1);
        ConsumerSnapshot snapshot = CountedSnapshots.numbered(1);
        for (Metric<ConsumerSnapshot> figure : Metric.OF_CONSUMER) {
            if (figure.console() != null) {
                assertThat(value(shown, figure.console())).isEqualTo(figure.read(snapshot));
            }
        }
        assertThat(value(shown, "token.ageSeconds")).isEqualTo(601L);
        assertThat(value(shown, "token.leftSeconds")).isEqualTo(602L);
        assertThat(value(shown, "requests.token")).hasToString("{sent=302, failed=52}");
    }

    private static Object value(JsonObject shown, String key) {
        String[] path = key.split("\\.");
        return path.length == 1 ? shown.get(key) : shown.getMap(path[0]).get(path[1]);
    }

    @Test
    void noTwoFiguresShareAName() {
        assertThat(names(Metric::console)).doesNotHaveDuplicates();
        assertThat(names(Metric::attribute)).doesNotHaveDuplicates();
        assertThat(names(Metric::meter)).doesNotHaveDuplicates().hasSize(18);
    }

    private static List<String> names(Function<Metric<?>, String> name) {
        return Stream.of(Metric.OF_CONSUMER, Metric.OF_TOKEN, Metric.OF_REQUESTS)
                .flatMap(List::stream)
                .map(name)
                .filter(one -> one != null)
                .toList();
    }
}
