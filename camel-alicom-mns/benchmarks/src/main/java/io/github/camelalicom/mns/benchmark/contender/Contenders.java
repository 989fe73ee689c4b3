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
package io.github.camelalicom.mns.benchmark.contender;

import java.util.Optional;

/** All that take part. */
public enum Contenders {
    COMPONENT("alicom-mns, all defaults", new ComponentRoute(""), Service.MNS),
    COMPONENT_ONE_RECEIVER(
            "alicom-mns, one receiver", new ComponentRoute("&concurrentReceivers=1"), Service.MNS),
    OFFICIAL_DEMO("Alibaba Cloud's demo, 16 threads", new OfficialDemo(), Service.MNS),
    BARE_SDK("bare SDK, 8 receivers", new BareSdk(8), Service.MNS),
    BARE_SDK_ONE_RECEIVER("bare SDK, one receiver", new BareSdk(1), Service.MNS),
    CAMEL_SQS("camel-aws2-sqs, all defaults", new CamelSqs(""), Service.SQS),
    CAMEL_SQS_TUNED(
            "camel-aws2-sqs, tuned",
            new CamelSqs("&maxMessagesPerPoll=10&concurrentConsumers=8&greedy=true"),
            Service.SQS),
    SPRING_SQS("Spring Cloud AWS SQS, all defaults", new SpringSqs(), Service.SQS);

    /** Whose queue. */
    public enum Service {
        MNS,
        SQS
    }

    private final String title;
    private final Contender contender;
    private final Service service;

    Contenders(String title, Contender contender, Service service) {
        this.title = title;
        this.contender = contender;
        this.service = service;
    }

    public String title() {
        return title;
    }

    public Contender contender() {
        return contender;
    }

    public Service service() {
        return service;
    }

    /** The bare SDK with as many receivers; empty for consumers of another service. */
    public Optional<Contenders> yardstick() {
        return switch (this) {
            case COMPONENT, BARE_SDK -> Optional.of(BARE_SDK);
            case COMPONENT_ONE_RECEIVER, OFFICIAL_DEMO, BARE_SDK_ONE_RECEIVER ->
                    Optional.of(BARE_SDK_ONE_RECEIVER);
            case CAMEL_SQS, CAMEL_SQS_TUNED, SPRING_SQS -> Optional.empty();
        };
    }
}
