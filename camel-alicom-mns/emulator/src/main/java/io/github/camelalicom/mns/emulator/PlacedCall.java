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
package io.github.camelalicom.mns.emulator;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.camelalicom.mns.emulator.pop.CallRecord;
import io.github.camelalicom.mns.emulator.text.ChinaTime;

/**
 * A call that was placed, for {@link CallDetails#add}. By default it is a voice notification that
 * was placed just now and answered.
 */
public final class PlacedCall {

    /** The product of voice notifications. */
    public static final long NOTIFICATION = 11000000300006L;

    private static final Duration RINGING = Duration.ofSeconds(8);
    private static final int SECONDS = 10;

    private final String callId;
    private long prodId = NOTIFICATION;
    private String caller = "0571000000";
    private String callee = "13900000000";
    private String state;
    private String stateDesc;
    private Instant placed;
    private int duration;

    PlacedCall(String callId) {
        this.callId = callId;
        answered();
    }

    /** The product that placed it; the service finds it under this one only. */
    public PlacedCall prodId(long id) {
        prodId = id;
        return this;
    }

    public PlacedCall caller(String number) {
        caller = number;
        return this;
    }

    public PlacedCall callee(String number) {
        callee = number;
        return this;
    }

    public PlacedCall placedAt(Instant time) {
        placed = time;
        return this;
    }

    public PlacedCall answered() {
        return ended("200000", "执行完成", SECONDS);
    }

    /** Not answered, for a reason such as {@code 200002}, busy; its times are empty. */
    public PlacedCall failed(String code) {
        return ended(code, "失败", 0);
    }

    private PlacedCall ended(String code, String words, int seconds) {
        state = code;
        stateDesc = words;
        duration = seconds;
        return this;
    }

    CallRecord record(Instant now) {
        Instant created = placed == null ? now : placed;
        Instant answered = created.plus(RINGING);
        Instant ended = answered.plusSeconds(duration);
        boolean unanswered = duration == 0;
        Map<String, String> data = new LinkedHashMap<>();
        data.put("caller", caller);
        data.put("callee", callee);
        data.put("callerShowNumber", caller);
        data.put("calleeShowNumber", callee);
        data.put("startDate", unanswered ? "" : ChinaTime.write(answered));
        data.put("endDate", unanswered ? "" : ChinaTime.write(ended));
        data.put("state", state);
        data.put("stateDesc", stateDesc);
        return new CallRecord(callId, prodId, created, duration, data);
    }

    /** It contains personal data. */
    @Override
    public String toString() {
        return "PlacedCall[" + callId + "]";
    }
}
