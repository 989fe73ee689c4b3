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
package io.github.camelalicom.mns.emulator.services;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

import io.github.camelalicom.mns.emulator.Assumption;
import io.github.camelalicom.mns.emulator.AssumptionTopic;
import io.github.camelalicom.mns.emulator.pop.GlobeRecord.State;
import io.github.camelalicom.mns.emulator.pop.UndocumentedPop;
import io.github.camelalicom.mns.emulator.text.ChinaTime;

/** Applies the chosen assumptions to the RPC products; the defaults are in the interface. */
final class AssumedPop implements UndocumentedPop {

    private final Assumptions assumptions;

    AssumedPop(Assumptions assumptions) {
        this.assumptions = assumptions;
    }

    @Override
    public boolean opensEveryQueue() {
        return assumptions.hold(Assumption.TOKEN_SCOPE_ANY_QUEUE);
    }

    @Override
    public String tokenEnd(Instant end) {
        Instant seconds = end.truncatedTo(ChronoUnit.SECONDS);
        return switch (assumptions.of(AssumptionTopic.TOKEN_END)) {
            case TOKEN_END_MISSING -> null;
            case TOKEN_END_EMPTY -> "";
            case TOKEN_END_ISO_UTC -> seconds.toString();
            case TOKEN_END_ISO_OFFSET ->
                    DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(seconds.atZone(ChinaTime.ZONE));
            case TOKEN_END_EPOCH_SECONDS -> Long.toString(end.getEpochSecond());
            case TOKEN_END_EPOCH_MILLIS -> Long.toString(end.toEpochMilli());
            case TOKEN_END_UNREADABLE -> "in a while";
            default -> UndocumentedPop.super.tokenEnd(end);
        };
    }

    @Override
    public boolean refusesOtherDays() {
        return !assumptions.hold(Assumption.SEND_DETAILS_DAY_EMPTY);
    }

    @Override
    public String status(State state) {
        if (!assumptions.hold(Assumption.QUERY_MESSAGE_STATUS_OLDER)) {
            return UndocumentedPop.super.status(state);
        }
        return switch (state) {
            case WAITING -> "1";
            case FAILED -> "2";
            case DELIVERED -> "3";
        };
    }
}
