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
package io.github.camelalicom.mns.example;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import io.github.camelalicom.mns.receipt.SmsReport;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;

/** The last receipts, the newest first. The route adds, requests read. */
@ApplicationScoped
@RegisterForReflection
public class LastReceipts {

    static final int MOST = 100;

    private final Deque<ReceiptView> receipts = new ArrayDeque<>();

    public synchronized void add(SmsReport receipt) {
        receipts.addFirst(ReceiptView.of(receipt));
        if (receipts.size() > MOST) {
            receipts.removeLast();
        }
    }

    public synchronized List<ReceiptView> list() {
        return List.copyOf(receipts);
    }
}
