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

/**
 * A key of an account of the emulator.
 *
 * @param accessKey the AccessKey ID, which is part of URIs and of the Authorization header
 * @param secretKey its secret
 * @param id the number of the account, which is part of its queue names
 */
record Account(String accessKey, String secretKey, String id) {

    private static final String QUEUES = "Alicom-Queue-";

    Account {
        Ranges.check(
                accessKey.matches("[A-Za-z0-9._-]+"),
                "accessKey",
                accessKey,
                "letters, digits, and . _ -");
        Ranges.check(!secretKey.isBlank(), "secretKey", "(blank)", "a text that is not blank");
        Ranges.check(id.matches("\\d{1,20}"), "accountId", id, "digits");
    }

    Account withAccessKey(String other) {
        return new Account(other, secretKey, id);
    }

    Account withSecretKey(String other) {
        return new Account(accessKey, other, id);
    }

    Account withId(String other) {
        return new Account(accessKey, secretKey, other);
    }

    String queueName(String messageType) {
        return QUEUES + id + "-" + messageType;
    }

    boolean owns(String queueName) {
        return queueName.startsWith(queueName(""));
    }

    /** It contains a secret. */
    @Override
    public String toString() {
        return "Account[" + accessKey + "]";
    }
}
