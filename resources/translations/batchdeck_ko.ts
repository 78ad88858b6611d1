<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko_KR" sourcelanguage="en">
<context>
    <name>BatchPane</name>
    <message>
        <source>All records by state</source>
        <translation>상태별 전체 레코드</translation>
    </message>
</context>
<context>
    <name>BatchTab</name>
    <message>
        <source>How much of the file is read</source>
        <translation>파일을 읽은 정도</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Stop reading and close this tab</source>
        <translation>읽기를 멈추고 이 탭을 닫습니다</translation>
    </message>
    <message>
        <source>Try Again</source>
        <translation>다시 시도</translation>
    </message>
    <message>
        <source>Read the file once more, when you have mended it</source>
        <translation>파일을 고친 뒤 다시 읽습니다</translation>
    </message>
    <message>
        <source>Mend the Plan…</source>
        <translation>실행 설정 고치기…</translation>
    </message>
    <message>
        <source>Choose Another File…</source>
        <translation>다른 파일 선택…</translation>
    </message>
    <message>
        <source>Close Tab</source>
        <translation>탭 닫기</translation>
    </message>
</context>
<context>
    <name>BottomPane</name>
    <message>
        <source>Failures and timeline</source>
        <translation>실패 유형과 타임라인</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>최근</translation>
    </message>
    <message>
        <source>Go on with the time (End)</source>
        <translation>시간을 따라갑니다 (End)</translation>
    </message>
    <message>
        <source>Whole run</source>
        <translation>전체 실행</translation>
    </message>
    <message>
        <source>From the first attempt to the last (Home)</source>
        <translation>첫 시도부터 마지막 시도까지 (Home)</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>타임라인</translation>
    </message>
    <message>
        <source>Slots over time. Plus and minus zoom, left and right move, Home shows the whole run, End goes on with the time. With Ctrl, the arrow keys go from attempt to attempt; Enter chooses its record.</source>
        <translation>시간에 따른 슬롯입니다. 더하기와 빼기로 확대·축소하고, 왼쪽과 오른쪽으로 옮기며, Home은 전체 실행을 보여 주고, End는 시간을 따라갑니다. Ctrl과 화살표로 시도를 하나씩 옮겨 다니고, Enter로 그 레코드를 선택합니다.</translation>
    </message>
</context>
<context>
    <name>ClosingDialog</name>
    <message>
        <source>Don’t Close</source>
        <translation>닫지 않기</translation>
    </message>
</context>
<context>
    <name>DetailsPane</name>
    <message>
        <source>Details of the record</source>
        <translation>레코드 상세</translation>
    </message>
    <message>
        <source>Show the newest</source>
        <translation>최신 시도 보기</translation>
    </message>
    <message>
        <source>Tries</source>
        <translation>시도</translation>
    </message>
    <message>
        <source>Choose a try to see its result, its log and its error</source>
        <translation>시도를 선택하면 그 결과, 로그, 오류를 볼 수 있습니다</translation>
    </message>
    <message>
        <source>Choose a record to see its fields, its result, every try of it, its log and its error.</source>
        <translation>레코드를 선택하면 필드, 결과, 모든 시도, 로그, 오류를 볼 수 있습니다.</translation>
    </message>
</context>
<context>
    <name>DoubtsBar</name>
    <message>
        <source>Check</source>
        <translation>결과 확인</translation>
    </message>
    <message>
        <source>Mark as Done…</source>
        <translation>성공으로 표시…</translation>
    </message>
    <message>
        <source>Mark as Failed…</source>
        <translation>실패로 표시…</translation>
    </message>
    <message>
        <source>Run Again…</source>
        <translation>다시 실행…</translation>
    </message>
    <message>
        <source>Only what is in doubt</source>
        <translation>결과 불명인 레코드만 봅니다</translation>
    </message>
</context>
<context>
    <name>EditDialog</name>
    <message>
        <source>The record as JSON</source>
        <translation>JSON으로 본 레코드</translation>
    </message>
    <message>
        <source>Don’t Run</source>
        <translation>실행하지 않음</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>재시도</translation>
    </message>
</context>
<context>
    <name>ErrorPane</name>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
    <message>
        <source>Copy the error</source>
        <translation>오류를 복사합니다</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>오류</translation>
    </message>
    <message>
        <source>Retry This Record</source>
        <translation>이 레코드 재시도</translation>
    </message>
    <message>
        <source>Show only the records that went wrong alike</source>
        <translation>같은 오류가 난 레코드만 봅니다</translation>
    </message>
    <message>
        <source>Edit and Retry…</source>
        <translation>고쳐서 재시도…</translation>
    </message>
    <message>
        <source>Change the record’s fields, then run it again</source>
        <translation>레코드의 필드를 고친 뒤 다시 실행합니다</translation>
    </message>
</context>
<context>
    <name>FailurePanel</name>
    <message>
        <source>What failures do to the run</source>
        <translation>실패가 실행에 미치는 영향</translation>
    </message>
    <message>
        <source>failures alike in a row</source>
        <translation>건 같은 오류가 연달아 나면</translation>
    </message>
    <message>
        <source>Failures alike in a row</source>
        <translation>연달아 난 같은 오류 수</translation>
    </message>
    <message>
        <source>of all records failed</source>
        <translation>이상의 레코드가 실패하면</translation>
    </message>
    <message>
        <source>Percentage of all records</source>
        <translation>전체 레코드에 대한 비율</translation>
    </message>
    <message>
        <source>failures in all</source>
        <translation>건이 실패하면</translation>
    </message>
    <message>
        <source>Failures in all</source>
        <translation>전체 실패 수</translation>
    </message>
    <message>
        <source>%</source>
        <translation>%</translation>
    </message>
</context>
<context>
    <name>FailuresPane</name>
    <message>
        <source>Kinds of failure</source>
        <translation>실패 유형</translation>
    </message>
    <message>
        <source>Nothing has gone wrong. What does is grouped here by its error, so that a group can be shown or retried at once.</source>
        <translation>아직 잘못된 것이 없습니다. 실패하면 오류별로 여기에 묶이며, 유형째 보거나 재시도할 수 있습니다.</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>Shows the records that hold this text, wherever it stands (Ctrl+F)</source>
        <translation>이 글자가 들어 있는 레코드를 모두 보여 줍니다 (Ctrl+F)</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>검색</translation>
    </message>
    <message>
        <source>Search label, id, target, error, entry</source>
        <translation>이름, ID, 대상, 오류, 원본 검색</translation>
    </message>
</context>
<context>
    <name>JsonPane</name>
    <message>
        <source>Tree</source>
        <translation>트리</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>텍스트</translation>
    </message>
    <message>
        <source>As in the file</source>
        <translation>파일 원본</translation>
    </message>
    <message>
        <source>The entry byte for byte, as the file has it</source>
        <translation>파일에 있는 그대로의 원본입니다</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
    <message>
        <source>Copy all of it</source>
        <translation>전체를 복사합니다</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>필드</translation>
    </message>
</context>
<context>
    <name>LogPane</name>
    <message>
        <source>Search in the log</source>
        <translation>로그에서 검색</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>따라가기</translation>
    </message>
    <message>
        <source>Stay at the end while it grows</source>
        <translation>로그가 늘어나는 동안 끝을 따라갑니다</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
    <message>
        <source>Copy the log</source>
        <translation>로그를 복사합니다</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>로그</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Run What Was Cancelled</source>
        <translation>취소된 것 실행</translation>
    </message>
    <message>
        <source>Ctrl+Alt+R</source>
        <translation>Ctrl+Alt+R</translation>
    </message>
    <message>
        <source>Open batches</source>
        <translation>열린 배치</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>파일(&amp;F)</translation>
    </message>
    <message>
        <source>Open &amp;Recent</source>
        <translation>최근 파일 열기(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>편집(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>실행(&amp;R)</translation>
    </message>
    <message>
        <source>Run &amp;After</source>
        <translation>다음 순서로 실행(&amp;A)</translation>
    </message>
    <message>
        <source>Start this batch when another one is done</source>
        <translation>다른 배치가 끝나면 이 배치를 시작합니다</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>보기(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>도움말(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>열기…(&amp;O)</translation>
    </message>
    <message>
        <source>Ctrl+O</source>
        <translation>Ctrl+O</translation>
    </message>
    <message>
        <source>&amp;Paste a Batch</source>
        <translation>배치 붙여넣기(&amp;P)</translation>
    </message>
    <message>
        <source>Open what is on the clipboard: files, or the text of a batch</source>
        <translation>클립보드에 있는 파일이나 배치 텍스트를 엽니다</translation>
    </message>
    <message>
        <source>Ctrl+V</source>
        <translation>Ctrl+V</translation>
    </message>
    <message>
        <source>&amp;Details of the Record</source>
        <translation>레코드 상세(&amp;D)</translation>
    </message>
    <message>
        <source>Ctrl+I</source>
        <translation>Ctrl+I</translation>
    </message>
    <message>
        <source>&amp;Failures and Timeline</source>
        <translation>실패 유형과 타임라인(&amp;F)</translation>
    </message>
    <message>
        <source>Ctrl+B</source>
        <translation>Ctrl+B</translation>
    </message>
    <message>
        <source>Show in &amp;Timeline</source>
        <translation>타임라인에서 보기(&amp;T)</translation>
    </message>
    <message>
        <source>Ctrl+E</source>
        <translation>Ctrl+E</translation>
    </message>
    <message>
        <source>Ctrl+T</source>
        <translation>Ctrl+T</translation>
    </message>
    <message>
        <source>&amp;Next Batch</source>
        <translation>다음 배치(&amp;N)</translation>
    </message>
    <message>
        <source>Ctrl+PgDown</source>
        <translation>Ctrl+PgDown</translation>
    </message>
    <message>
        <source>&amp;Previous Batch</source>
        <translation>이전 배치(&amp;P)</translation>
    </message>
    <message>
        <source>Ctrl+PgUp</source>
        <translation>Ctrl+PgUp</translation>
    </message>
    <message>
        <source>&amp;Close Batch</source>
        <translation>배치 닫기(&amp;C)</translation>
    </message>
    <message>
        <source>Ctrl+W</source>
        <translation>Ctrl+W</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>끝내기(&amp;Q)</translation>
    </message>
    <message>
        <source>Ctrl+Q</source>
        <translation>Ctrl+Q</translation>
    </message>
    <message>
        <source>Select &amp;All</source>
        <translation>모두 선택(&amp;A)</translation>
    </message>
    <message>
        <source>Ctrl+A</source>
        <translation>Ctrl+A</translation>
    </message>
    <message>
        <source>&amp;Find…</source>
        <translation>찾기…(&amp;F)</translation>
    </message>
    <message>
        <source>Ctrl+F</source>
        <translation>Ctrl+F</translation>
    </message>
    <message>
        <source>&amp;Cancel Selected Records</source>
        <translation>선택한 레코드 취소(&amp;C)</translation>
    </message>
    <message>
        <source>Ctrl+.</source>
        <translation>Ctrl+.</translation>
    </message>
    <message>
        <source>&amp;Retry Selected Records</source>
        <translation>선택한 레코드 재시도(&amp;R)</translation>
    </message>
    <message>
        <source>Ctrl+R</source>
        <translation>Ctrl+R</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>실행</translation>
    </message>
    <message>
        <source>F5</source>
        <translation>F5</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>일시정지</translation>
    </message>
    <message>
        <source>F6</source>
        <translation>F6</translation>
    </message>
    <message>
        <source>Finish What Runs</source>
        <translation>진행 중인 것만 끝내기</translation>
    </message>
    <message>
        <source>Cancel What Runs</source>
        <translation>진행 중인 것도 중단</translation>
    </message>
    <message>
        <source>Pre&amp;view…</source>
        <translation>미리 보기 (실행 안 함)…(&amp;V)</translation>
    </message>
    <message>
        <source>Ctrl+D</source>
        <translation>Ctrl+D</translation>
    </message>
    <message>
        <source>Ctrl+,</source>
        <translation>Ctrl+,</translation>
    </message>
    <message>
        <source>Keyboard &amp;Shortcuts</source>
        <translation>단축키(&amp;S)</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message>
        <source>&amp;About Batchdeck</source>
        <translation>Batchdeck 정보(&amp;A)</translation>
    </message>
    <message>
        <source>P&amp;lan…</source>
        <translation>실행 설정…(&amp;L)</translation>
    </message>
    <message>
        <source>Ctrl+P</source>
        <translation>Ctrl+P</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>재시도</translation>
    </message>
    <message>
        <source>Ctrl+Shift+R</source>
        <translation>Ctrl+Shift+R</translation>
    </message>
    <message>
        <source>&amp;Save Results…</source>
        <translation>결과 저장…(&amp;S)</translation>
    </message>
    <message>
        <source>Ctrl+S</source>
        <translation>Ctrl+S</translation>
    </message>
    <message>
        <source>Save &amp;Failed…</source>
        <translation>실패한 것 저장…(&amp;F)</translation>
    </message>
    <message>
        <source>Ctrl+Shift+S</source>
        <translation>Ctrl+Shift+S</translation>
    </message>
    <message>
        <source>The messages that the queue is to deliver again</source>
        <translation>큐가 다시 보내야 할 메시지입니다</translation>
    </message>
    <message>
        <source>Ctrl+Alt+S</source>
        <translation>Ctrl+Alt+S</translation>
    </message>
    <message>
        <source>Run the Selection</source>
        <translation>선택한 것 실행</translation>
    </message>
    <message>
        <source>Shift+F5</source>
        <translation>Shift+F5</translation>
    </message>
    <message>
        <source>Run the First…</source>
        <translation>앞에서부터 몇 건 실행…</translation>
    </message>
    <message>
        <source>Ctrl+F5</source>
        <translation>Ctrl+F5</translation>
    </message>
    <message>
        <source>Shift+F6</source>
        <translation>Shift+F6</translation>
    </message>
    <message>
        <source>Ctrl+Shift+.</source>
        <translation>Ctrl+Shift+.</translation>
    </message>
    <message>
        <source>Plan…</source>
        <translation>실행 설정…</translation>
    </message>
    <message>
        <source>&amp;Edit and Retry…</source>
        <translation>고쳐서 재시도…(&amp;E)</translation>
    </message>
    <message>
        <source>R&amp;uns…</source>
        <translation>실행 목록(&amp;U)…</translation>
    </message>
    <message>
        <source>What was run before, and what is not finished</source>
        <translation>지금까지 실행한 것과 끝나지 않은 것</translation>
    </message>
    <message>
        <source>Ctrl+Shift+O</source>
        <translation>Ctrl+Shift+O</translation>
    </message>
    <message>
        <source>Re&amp;cord</source>
        <translation>레코드(&amp;C)</translation>
    </message>
    <message>
        <source>Cop&amp;y</source>
        <translation>복사(&amp;Y)</translation>
    </message>
    <message>
        <source>&amp;Select All Like This</source>
        <translation>같은 것 모두 선택(&amp;S)</translation>
    </message>
    <message>
        <source>Run First</source>
        <translation>먼저 실행</translation>
    </message>
    <message>
        <source>Look What Became of It</source>
        <translation>결과 확인</translation>
    </message>
    <message>
        <source>&amp;Label</source>
        <translation>이름(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Entry</source>
        <translation>원본(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Result</source>
        <translation>결과(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Command Line That Runs It</source>
        <translation>실행하는 명령줄(&amp;C)</translation>
    </message>
    <message>
        <source>The Same &amp;State</source>
        <translation>같은 상태(&amp;S)</translation>
    </message>
    <message>
        <source>The Same &amp;Error</source>
        <translation>같은 오류(&amp;E)</translation>
    </message>
    <message>
        <source>The Same &amp;Target</source>
        <translation>같은 대상(&amp;T)</translation>
    </message>
    <message>
        <source>Save the &amp;Answer to the Queue…</source>
        <translation>큐 응답 저장…(&amp;A)</translation>
    </message>
    <message>
        <source>Err&amp;or</source>
        <translation>오류(&amp;O)</translation>
    </message>
    <message>
        <source>Se&amp;ttings…</source>
        <translation>환경 설정…(&amp;T)</translation>
    </message>
    <message>
        <source>Run Again, Though It Succeeded…</source>
        <translation>성공했지만 다시 실행…</translation>
    </message>
    <message>
        <source>Run Again, Though It May Have Been Done…</source>
        <translation>이미 반영되었을 수 있지만 다시 실행…</translation>
    </message>
    <message>
        <source>Mark as Done…</source>
        <translation>성공으로 표시…</translation>
    </message>
    <message>
        <source>Mark as Failed…</source>
        <translation>실패로 표시…</translation>
    </message>
    <message>
        <source>Give Up, and Free Its Slot…</source>
        <translation>포기하고 슬롯 비우기…</translation>
    </message>
    <message>
        <source>&amp;Forget Recent Files</source>
        <translation>최근 파일 목록 지우기(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Columns</source>
        <translation>열(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Sort By</source>
        <translation>정렬 기준(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Move the Journal…</source>
        <translation>실행 기록 옮기기…(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Refresh the Order</source>
        <translation>다시 정렬(&amp;R)</translation>
    </message>
    <message>
        <source>S&amp;top Sorting</source>
        <translation>정렬 멈추기(&amp;T)</translation>
    </message>
    <message>
        <source>S&amp;how the Chosen Failures</source>
        <translation>선택한 실패 유형의 레코드만 보기(&amp;H)</translation>
    </message>
    <message>
        <source>Show &amp;All Records</source>
        <translation>전체 레코드 보기(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Clear the Selection</source>
        <translation>선택 해제(&amp;C)</translation>
    </message>
    <message>
        <source>Retry the C&amp;hosen Failures</source>
        <translation>선택한 실패 유형 재시도(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Go To</source>
        <translation>이동(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Record</source>
        <translation>레코드(&amp;R)</translation>
    </message>
    <message>
        <source>Re&amp;sult</source>
        <translation>결과(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Tries</source>
        <translation>시도(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Log</source>
        <translation>로그(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Error</source>
        <translation>오류(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Failures</source>
        <translation>실패 유형(&amp;F)</translation>
    </message>
    <message>
        <source>T&amp;imeline</source>
        <translation>타임라인(&amp;I)</translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>Dismiss</source>
        <translation>닫기</translation>
    </message>
</context>
<context>
    <name>NewsBar</name>
    <message>
        <source>Dismiss</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Show the Problems</source>
        <translation>문제 보기</translation>
    </message>
    <message>
        <source>Only the records that failed, timed out or are in doubt</source>
        <translation>실패, 시간 초과, 결과 불명인 레코드만 봅니다</translation>
    </message>
    <message>
        <source>Move the Journal…</source>
        <translation>실행 기록 옮기기…</translation>
    </message>
    <message>
        <source>Write it into a file in another place, with all that it has missed</source>
        <translation>다른 곳의 파일에 빠진 것까지 모두 씁니다</translation>
    </message>
</context>
<context>
    <name>PlanDialog</name>
    <message>
        <source>The plan as a form or as text</source>
        <translation>실행 설정을 양식이나 텍스트로 봅니다</translation>
    </message>
    <message>
        <source>The plan as JSON</source>
        <translation>JSON으로 된 실행 설정</translation>
    </message>
    <message>
        <source>What is wrong with the plan</source>
        <translation>실행 설정의 문제</translation>
    </message>
    <message>
        <source>Load…</source>
        <translation>불러오기…</translation>
    </message>
    <message>
        <source>Take the plan that is in a file</source>
        <translation>파일에 있는 실행 설정을 가져옵니다</translation>
    </message>
    <message>
        <source>Save As…</source>
        <translation>다른 이름으로 저장…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>사용</translation>
    </message>
    <message>
        <source>Save Beside the Batch</source>
        <translation>배치 옆에 저장</translation>
    </message>
    <message>
        <source>Go There</source>
        <translation>이동</translation>
    </message>
    <message>
        <source>To the first field that is wrong</source>
        <translation>잘못된 첫 항목으로 이동합니다</translation>
    </message>
</context>
<context>
    <name>PreviewDialog</name>
    <message>
        <source>Preview</source>
        <translation>미리 보기 (실행 안 함)</translation>
    </message>
    <message>
        <source>What each record would do</source>
        <translation>각 레코드가 할 일</translation>
    </message>
    <message>
        <source>Nothing is run, and nobody is asked: this is what the plan makes of the records. Whatever depends on the other side shows only when they run.</source>
        <translation>아무것도 실행하지 않고 어디에도 묻지 않습니다. 실행 설정에 따라 레코드가 할 일만 보여 주며, 상대편에 달린 것은 실제로 실행해야 알 수 있습니다.</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>레코드</translation>
    </message>
    <message>
        <source>What the record would do</source>
        <translation>이 레코드가 할 일</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
    <message>
        <source>Copy what this record would do</source>
        <translation>이 레코드가 할 일을 복사합니다</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
</context>
<context>
    <name>ResumePage</name>
    <message>
        <source>Resume the run</source>
        <translation>이어서 실행</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>다시 시도</translation>
    </message>
    <message>
        <source>Begin a new run</source>
        <translation>새로 실행</translation>
    </message>
    <message>
        <source>Go on without a journal</source>
        <translation>실행 기록 없이 계속</translation>
    </message>
    <message>
        <source>Should the program or the computer fail, nobody will know what was run and what was not.</source>
        <translation>프로그램이나 컴퓨터가 멈추면 무엇을 실행했고 무엇을 실행하지 않았는지 알 수 없습니다.</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>나중에</translation>
    </message>
    <message>
        <source>This tab closes, and everything stays as it is.</source>
        <translation>이 탭을 닫고 모든 것을 그대로 둡니다.</translation>
    </message>
    <message>
        <source>Watch it here</source>
        <translation>여기에서 지켜보기</translation>
    </message>
    <message>
        <source>What comes of its records there is shown as it happens. Nothing can be changed from here.</source>
        <translation>다른 곳에서 처리되는 레코드의 결과를 그대로 보여 줍니다. 여기에서는 아무것도 바꿀 수 없습니다.</translation>
    </message>
</context>
<context>
    <name>RunStrip</name>
    <message>
        <source>▾</source>
        <translation>▾</translation>
    </message>
    <message>
        <source>Other ways to run</source>
        <translation>다른 실행 방법</translation>
    </message>
    <message>
        <source>Jobs, timeout, rate and failures that halt the run</source>
        <translation>동시 실행, 제한 시간, 초당 시작 수, 실패 시 멈춤</translation>
    </message>
    <message>
        <source>Values of the run</source>
        <translation>실행 값</translation>
    </message>
    <message>
        <source>Stop ▾</source>
        <translation>중단 ▾</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>중단</translation>
    </message>
    <message>
        <source>&amp;Jobs</source>
        <translation>동시 실행</translation>
    </message>
    <message>
        <source>How many records run at once; a change holds at once</source>
        <translation>동시에 실행할 레코드 수입니다. 바꾸면 바로 적용됩니다</translation>
    </message>
    <message>
        <source>&amp;Timeout</source>
        <translation>제한 시간</translation>
    </message>
    <message>
        <source>How long one attempt may take, 0 for no limit; a change holds at once</source>
        <translation>한 번의 시도에 쓸 수 있는 시간입니다. 0이면 제한이 없고, 바꾸면 바로 적용됩니다</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>제한 없음</translation>
    </message>
    <message>
        <source> s</source>
        <translation>초</translation>
    </message>
    <message>
        <source>R&amp;ate</source>
        <translation>초당 시작 수</translation>
    </message>
    <message>
        <source>How many records start each second, 0 for no limit; a change holds at once</source>
        <translation>초당 시작할 레코드 수입니다. 0이면 제한이 없고, 바꾸면 바로 적용됩니다</translation>
    </message>
    <message>
        <source> / s</source>
        <translation>건/초</translation>
    </message>
    <message>
        <source>Pa&amp;use at failures</source>
        <translation>실패 시 일시정지</translation>
    </message>
    <message>
        <source>When failures halt the run; a change holds at once</source>
        <translation>실패가 얼마나 쌓이면 실행을 멈출지 정합니다. 바꾸면 바로 적용됩니다</translation>
    </message>
</context>
<context>
    <name>RunsDialog</name>
    <message>
        <source>Runs</source>
        <translation>실행 목록</translation>
    </message>
    <message>
        <source>Runs and their journals</source>
        <translation>실행과 실행 기록</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>삭제…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>열기</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>환경 설정</translation>
    </message>
    <message>
        <source>The window</source>
        <translation>창</translation>
    </message>
    <message>
        <source>&amp;Colours</source>
        <translation>색상(&amp;C)</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>색상</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>언어(&amp;L)</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>언어</translation>
    </message>
    <message>
        <source>Another language is spoken when the program starts again.</source>
        <translation>언어는 프로그램을 다시 시작하면 바뀝니다.</translation>
    </message>
    <message>
        <source>Telling and asking</source>
        <translation>알림과 확인</translation>
    </message>
    <message>
        <source>&amp;Tell me when a run ends while I look at something else</source>
        <translation>다른 일을 하는 동안 실행이 끝나면 알림(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Ask before a whole run is cancelled</source>
        <translation>실행 전체를 중단하기 전에 확인(&amp;A)</translation>
    </message>
    <message>
        <source>Ask before a batch first runs on a &amp;server</source>
        <translation>서버에서 처음 실행하기 전에 확인(&amp;S)</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>제한 없음</translation>
    </message>
    <message>
        <source> s</source>
        <translation>초</translation>
    </message>
    <message>
        <source>&amp;Pause at failures</source>
        <translation>실패 시 일시정지(&amp;P)</translation>
    </message>
    <message>
        <source>So many failures of one kind in a row pause a batch that is opened from now on, unless its plan says otherwise</source>
        <translation>같은 오류가 연달아 이만큼 나면 일시정지합니다. 실행 설정에 따로 정하지 않은 배치를 앞으로 열 때 적용됩니다</translation>
    </message>
    <message>
        <source>never</source>
        <translation>안 함</translation>
    </message>
    <message>
        <source> alike</source>
        <translation>건 연속</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>저장</translation>
    </message>
    <message>
        <source>What is kept</source>
        <translation>보관</translation>
    </message>
    <message>
        <source>Runs that are o&amp;ver</source>
        <translation>끝난 실행(&amp;V)</translation>
    </message>
    <message>
        <source>How long the journal of a run that is over is kept: its results, tries and logs. One that is not finished stays.</source>
        <translation>끝난 실행의 실행 기록(결과, 시도, 로그)을 보관하는 기간입니다. 끝나지 않은 실행은 그대로 남습니다.</translation>
    </message>
    <message>
        <source> days</source>
        <translation>일</translation>
    </message>
    <message>
        <source>Defaults</source>
        <translation>기본값</translation>
    </message>
    <message>
        <source>&amp;Jobs without a plan</source>
        <translation>실행 설정이 없을 때 동시 실행(&amp;J)</translation>
    </message>
    <message>
        <source>How many records run at once: on trial, and in plans that are made here</source>
        <translation>동시에 실행할 레코드 수입니다. 시험 실행과 여기서 만드는 실행 설정에 씁니다</translation>
    </message>
    <message>
        <source>Time&amp;out without a plan</source>
        <translation>실행 설정이 없을 때 제한 시간(&amp;O)</translation>
    </message>
    <message>
        <source>How long one attempt may take: on trial, and in plans that are made here</source>
        <translation>한 번의 시도에 쓸 수 있는 시간입니다. 시험 실행과 여기서 만드는 실행 설정에 씁니다</translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>Keyboard Shortcuts</source>
        <translation>단축키</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>단축키</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>Open a batch of records</source>
        <translation>레코드 배치 열기</translation>
    </message>
    <message>
        <source>1  Open a file</source>
        <translation>1  파일 열기</translation>
    </message>
    <message>
        <source>JSON, JSON Lines, CSV, TSV, or a queue’s event. Each entry is a record.</source>
        <translation>JSON, JSON Lines, CSV, TSV 또는 큐 이벤트 파일입니다. 항목 하나가 레코드 하나입니다.</translation>
    </message>
    <message>
        <source>2  Say where it goes</source>
        <translation>2  보낼 곳 정하기</translation>
    </message>
    <message>
        <source>A database, or a trial that touches nothing. A plan beside the file says it for you.</source>
        <translation>데이터베이스로 보내거나, 아무것도 건드리지 않는 시험 실행을 합니다. 파일 옆에 실행 설정이 있으면 그대로 따릅니다.</translation>
    </message>
    <message>
        <source>3  Run it and watch</source>
        <translation>3  실행하고 지켜보기</translation>
    </message>
    <message>
        <source>Cancel what hangs, see why something failed, and retry just that.</source>
        <translation>멈춘 것은 취소하고, 왜 실패했는지 보고, 그것만 재시도합니다.</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>열기…</translation>
    </message>
    <message>
        <source>Choose files of records (Ctrl+O)</source>
        <translation>레코드 파일을 선택합니다 (Ctrl+O)</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>붙여넣기</translation>
    </message>
    <message>
        <source>Open the batch that is on the clipboard, as text or as a file (Ctrl+V)</source>
        <translation>클립보드에 있는 배치를 텍스트나 파일로 엽니다 (Ctrl+V)</translation>
    </message>
    <message>
        <source>or drop files here, or cells that you copied from a spreadsheet.</source>
        <translation>파일이나 스프레드시트에서 복사한 셀을 여기에 놓아도 됩니다.</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>예제</translation>
    </message>
    <message>
        <source>Recent files</source>
        <translation>최근 파일</translation>
    </message>
    <message>
        <source>What you open is listed here.</source>
        <translation>연 파일이 여기에 표시됩니다.</translation>
    </message>
    <message>
        <source>Runs that were not finished</source>
        <translation>끝나지 않은 실행</translation>
    </message>
    <message>
        <source>All Runs…</source>
        <translation>모든 실행…</translation>
    </message>
    <message>
        <source>Every run that is kept: go on with it, look at it, or remove it</source>
        <translation>보관된 모든 실행: 이어서 실행하거나 살펴보거나 삭제합니다</translation>
    </message>
</context>
<context>
    <name>TableFoot</name>
    <message>
        <source>Clear the selection</source>
        <translation>선택 해제</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>중단</translation>
    </message>
    <message>
        <source>Refresh the order</source>
        <translation>다시 정렬</translation>
    </message>
    <message>
        <source>Rows have changed since they were sorted; they stay where they are until you ask</source>
        <translation>정렬한 뒤로 행이 바뀌었습니다. 요청할 때까지 자리를 옮기지 않습니다</translation>
    </message>
</context>
<context>
    <name>TablePane</name>
    <message>
        <source>Records</source>
        <translation>레코드</translation>
    </message>
</context>
<context>
    <name>WatchPage</name>
    <message>
        <source>Open the Batch</source>
        <translation>배치 열기</translation>
    </message>
    <message>
        <source>All records by state</source>
        <translation>상태별 전체 레코드</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>레코드</translation>
    </message>
    <message>
        <source>Tries</source>
        <translation>시도</translation>
    </message>
    <message>
        <source>Error, result and log of the try</source>
        <translation>시도의 오류, 결과, 로그</translation>
    </message>
    <message>
        <source>Show All Records</source>
        <translation>전체 레코드 보기</translation>
    </message>
    <message>
        <source>Record and failures</source>
        <translation>레코드와 실패 유형</translation>
    </message>
</context>
<context>
    <name>WherePage</name>
    <message>
        <source>Where should this go?</source>
        <translation>어디로 보낼까요?</translation>
    </message>
    <message>
        <source>Into a database</source>
        <translation>데이터베이스로</translation>
    </message>
    <message>
        <source>Each record’s rows into a table: inserted, or updated where they are there.</source>
        <translation>각 레코드의 행을 테이블에 넣습니다. 이미 있으면 갱신합니다.</translation>
    </message>
    <message>
        <source>A statement for each record</source>
        <translation>레코드마다 SQL 문 하나</translation>
    </message>
    <message>
        <source>SQL that you write, with the record’s fields as its values.</source>
        <translation>직접 쓴 SQL에 레코드의 필드를 값으로 넣습니다.</translation>
    </message>
    <message>
        <source>A trial on a local SQLite file</source>
        <translation>로컬 SQLite 파일로 시험 실행</translation>
    </message>
    <message>
        <source>The same rows into a file of its own beside the batch, to look at first. Nothing else is touched.</source>
        <translation>같은 행을 배치 옆의 별도 파일에 넣어 먼저 살펴봅니다. 다른 것은 건드리지 않습니다.</translation>
    </message>
    <message>
        <source>A trial that only simulates</source>
        <translation>흉내만 내는 시험 실행</translation>
    </message>
    <message>
        <source>No record does anything. Good for seeing how the window works.</source>
        <translation>어떤 레코드도 실제로 처리하지 않습니다. 창의 동작을 살펴보기에 좋습니다.</translation>
    </message>
    <message>
        <source>A plan that you have…</source>
        <translation>가지고 있는 실행 설정…</translation>
    </message>
    <message>
        <source>Choose the file of a plan that was made for a batch like this one.</source>
        <translation>이와 비슷한 배치를 위해 만든 실행 설정 파일을 선택합니다.</translation>
    </message>
</context>
<context>
    <name>WorkPane</name>
    <message>
        <source>Show All Records</source>
        <translation>전체 레코드 보기</translation>
    </message>
</context>
<context>
    <name>batchdeck::BatchPane</name>
    <message>
        <source>simulated</source>
        <translation>모의 실행</translation>
    </message>
    <message>
        <source>%1%</source>
        <translation>%1%</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>실행</translation>
    </message>
    <message>
        <source>Run the First</source>
        <translation>앞에서부터 실행</translation>
    </message>
    <message>
        <source>So many records run, then the run is paused:</source>
        <translation>이만큼 실행한 뒤 일시정지합니다:</translation>
    </message>
    <message>
        <source>Trial: every record is simulated, nothing outside is touched</source>
        <translation>시험 실행: 모든 레코드를 흉내만 내며 외부는 건드리지 않습니다</translation>
    </message>
    <message>
        <source>Trial: rows go into %1, nothing else is touched</source>
        <translation>시험 실행: 행을 %1에 넣으며 다른 것은 건드리지 않습니다</translation>
    </message>
    <message>
        <source>As a plan says that is in no file</source>
        <translation>저장하지 않은 실행 설정에 따름</translation>
    </message>
    <message>
        <source>As %1 says</source>
        <translation>%1에 따름</translation>
    </message>
    <message>
        <source>The batch has no plan that says what to do with its records. On trial each one does what its own fields ask for.</source>
        <translation>레코드를 어떻게 처리할지 정한 실행 설정이 이 배치에 없습니다. 시험 실행에서는 각 레코드가 자기 필드가 정한 대로 동작합니다.</translation>
    </message>
    <message>
        <source>The journal goes on in %1</source>
        <translation>실행 기록을 %1에 이어서 씁니다</translation>
    </message>
    <message>
        <source>As %1 says, but for what is set here</source>
        <translation>%1에 따름 (여기서 바꾼 값 제외)</translation>
    </message>
</context>
<context>
    <name>batchdeck::BatchTab</name>
    <message>
        <source>A run of this batch, of %1, is over: Runs… shows it. This is a new one, for all its records.</source>
        <translation>이 배치의 %1 실행은 끝났습니다. 실행 목록에서 볼 수 있습니다. 이것은 모든 레코드를 대상으로 하는 새 실행입니다.</translation>
    </message>
    <message>
        <source>Being read</source>
        <translation>읽는 중</translation>
    </message>
    <message>
        <source>Waits for a plan</source>
        <translation>실행 설정 필요</translation>
    </message>
    <message>
        <source>Could not be opened</source>
        <translation>열 수 없음</translation>
    </message>
    <message>
        <source>The batch is still being read.</source>
        <translation>배치를 아직 읽고 있습니다.</translation>
    </message>
    <message>
        <source>Say where the batch should go first.</source>
        <translation>먼저 배치를 어디로 보낼지 정하십시오.</translation>
    </message>
    <message>
        <source>Open a batch first.</source>
        <translation>먼저 배치를 여십시오.</translation>
    </message>
    <message>
        <source>Reading %1</source>
        <translation>%1 읽는 중</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%2 중 %1</translation>
    </message>
    <message>
        <source>Choose a Plan</source>
        <translation>실행 설정 선택</translation>
    </message>
    <message>
        <source>Plans (*.json)</source>
        <translation>실행 설정 (*.json)</translation>
    </message>
    <message>
        <source>Begin a new run?</source>
        <translation>새로 실행할까요?</translation>
    </message>
    <message>
        <source>Under another plan the records run anew. What this run has shown, its results, tries and failures, is then shown no more.</source>
        <translation>실행 설정을 바꾸면 레코드를 처음부터 다시 실행합니다. 지금까지의 결과, 시도, 실패는 더 이상 표시되지 않습니다.</translation>
    </message>
    <message>
        <source>Go On With This Run</source>
        <translation>이 실행을 계속</translation>
    </message>
    <message>
        <source>Go on under the changed plan?</source>
        <translation>바뀐 실행 설정으로 계속할까요?</translation>
    </message>
    <message>
        <source>What has ended stays as it is. What is at work is stopped, with its clean-up, and waits again. The run opens paused: nothing runs before you say so, and then every record that waits. What was set in the tool bar stays, unless the changed plan says something else about it.</source>
        <translation>끝난 것은 그대로 둡니다. 진행 중인 것은 정리한 뒤 멈추고 다시 대기합니다. 실행은 일시정지된 채 열립니다. 계속하기 전에는 아무것도 실행하지 않으며, 계속하면 대기 중인 모든 레코드를 실행합니다. 도구 모음에서 바꾼 값은 바뀐 실행 설정이 달리 정하지 않는 한 그대로 둡니다.</translation>
    </message>
    <message>
        <source>The run&apos;s journal cannot be written, so the run does not go on under another plan. What it has come to is shown here until this batch is closed.</source>
        <translation>실행 저널에 쓸 수 없어 다른 실행 설정으로 이어가지 않습니다. 지금까지의 결과는 이 배치를 닫을 때까지 여기에 표시됩니다.</translation>
    </message>
    <message>
        <source>This run can go on: what has ended stays as it is, and what waits or is retried runs as the changed plan says. In a new run every record runs anew, and what this one has shown is shown no more.</source>
        <translation>이 실행을 계속할 수 있습니다. 끝난 것은 그대로 두고, 대기 중이거나 재시도하는 것은 바뀐 실행 설정대로 실행합니다. 새로 실행하면 모든 레코드를 처음부터 다시 실행하며, 지금까지의 내용은 더 이상 표시되지 않습니다.</translation>
    </message>
    <message>
        <source>Begin a New Run</source>
        <translation>새로 실행</translation>
    </message>
    <message>
        <source>The plan stays as it is while records run. Stop the run first.</source>
        <translation>레코드가 실행되는 동안에는 실행 설정을 바꿀 수 없습니다. 먼저 실행을 중단하십시오.</translation>
    </message>
    <message>
        <source>%1 could not be opened</source>
        <translation>%1 파일을 열 수 없습니다</translation>
    </message>
    <message>
        <source>Waits for an answer</source>
        <translation>응답 필요</translation>
    </message>
    <message>
        <source>Say first how to go on with this batch.</source>
        <translation>먼저 이 배치를 어떻게 계속할지 정하십시오.</translation>
    </message>
    <message>
        <source>This goes on with the run of %1: what had ended then stays as it was.</source>
        <translation>%1의 실행을 이어서 합니다. 그때 끝난 것은 그대로 둡니다.</translation>
    </message>
    <message>
        <source>Only looked at</source>
        <translation>보기만 함</translation>
    </message>
    <message>
        <source>This run is only looked at: open the batch to do something with it.</source>
        <translation>이 실행은 보기만 합니다. 무언가를 하려면 배치를 여십시오.</translation>
    </message>
    <message>
        <source>Opening %1</source>
        <translation>%1 여는 중</translation>
    </message>
    <message>
        <source>Opening the journal…</source>
        <translation>실행 기록을 여는 중입니다…</translation>
    </message>
    <message>
        <source>Applying the plan…</source>
        <translation>실행 설정을 적용하는 중입니다…</translation>
    </message>
    <message>
        <source>Applying the plan, opening the journal…</source>
        <translation>실행 설정을 적용하고 실행 기록을 여는 중입니다…</translation>
    </message>
    <message>
        <source>What was at work does not stop, so the run does not go on under another plan. What it has come to is shown here until this batch is closed. To go on, close it, and open it again when that has stopped.</source>
        <translation>진행 중이던 것이 멈추지 않아 다른 실행 설정으로 이어가지 않습니다. 지금까지의 결과는 이 배치를 닫을 때까지 여기에 표시됩니다. 이어서 실행하려면 이 배치를 닫고, 진행 중이던 것이 멈춘 뒤 다시 여십시오.</translation>
    </message>
    <message>
        <source>What was at work does not stop. To go on, close the batch, and open it again when that has stopped.</source>
        <translation>진행 중이던 것이 멈추지 않습니다. 이어서 실행하려면 이 배치를 닫고, 그것이 멈춘 뒤 다시 여십시오.</translation>
    </message>
    <message>
        <source>This batch is being closed.</source>
        <translation>이 배치를 닫는 중입니다.</translation>
    </message>
    <message>
        <source>This batch was not started: the window was being closed when it was opened.</source>
        <translation>창을 닫는 중에 열려서 이 배치를 시작하지 않았습니다.</translation>
    </message>
</context>
<context>
    <name>batchdeck::BatchTabBar</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Close this batch</source>
        <translation>이 배치를 닫습니다</translation>
    </message>
    <message>
        <source>Close %1</source>
        <translation>%1 닫기</translation>
    </message>
</context>
<context>
    <name>batchdeck::BatchTabs</name>
    <message>
        <source>What runs is being finished, then this batch closes.</source>
        <translation>진행 중인 것을 끝낸 뒤 이 배치를 닫습니다.</translation>
    </message>
    <message>
        <source>Stopping: the run goes on under the changed plan when the clean-up is over.</source>
        <translation>정리 중입니다. 정리가 끝나면 바뀐 실행 설정으로 계속합니다.</translation>
    </message>
    <message>
        <source>Stopping: this batch closes when the clean-up is over.</source>
        <translation>정리 중입니다. 정리가 끝나면 이 배치를 닫습니다.</translation>
    </message>
    <message>
        <source>This batch closes when the file is written.</source>
        <translation>파일을 다 쓰면 이 배치를 닫습니다.</translation>
    </message>
    <message>
        <source>The run goes on under the changed plan when the file is written.</source>
        <translation>파일을 다 쓰면 바뀐 실행 설정으로 실행을 계속합니다.</translation>
    </message>
    <message>
        <source>A file could not be written: this batch stays open when its run is over.</source>
        <translation>파일을 쓰지 못했습니다. 실행이 끝나도 이 배치를 닫지 않습니다.</translation>
    </message>
    <message>
        <source>A file could not be written, so this batch is still open. Its run is over: save again, or close the batch.</source>
        <translation>파일을 쓰지 못해 이 배치를 닫지 않았습니다. 실행은 끝났습니다. 다시 저장하거나 배치를 닫으십시오.</translation>
    </message>
</context>
<context>
    <name>batchdeck::BottomPane</name>
    <message>
        <source>Failures %1</source>
        <translation>실패 유형 %1</translation>
    </message>
    <message>
        <source>Failures</source>
        <translation>실패 유형</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>타임라인</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1분</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1초</translation>
    </message>
    <message>
        <source>last %1</source>
        <translation>최근 %1</translation>
    </message>
    <message>
        <source>the whole run</source>
        <translation>전체 실행</translation>
    </message>
    <message>
        <source>%1 – %2</source>
        <translation>%1 – %2</translation>
    </message>
    <message>
        <source>%1 · scroll to zoom, drag to move</source>
        <translation>%1 · 스크롤로 확대, 끌어서 이동</translation>
    </message>
</context>
<context>
    <name>batchdeck::ClosingDialog</name>
    <message>
        <source>Nothing is running any more.</source>
        <translation>이제 실행 중인 것이 없습니다.</translation>
    </message>
    <message>
        <source>Everything stays as it is.</source>
        <translation>모두 그대로 둡니다.</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>끝내기</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Quit while it runs?</source>
        <translation>실행 중에 끝낼까요?</translation>
    </message>
    <message>
        <source>Close while it runs?</source>
        <translation>실행 중에 닫을까요?</translation>
    </message>
    <message>
        <source>The batch is still running.</source>
        <translation>배치가 아직 실행 중입니다.</translation>
    </message>
    <message>
        <source>%1 batches are still running.</source>
        <translation>배치 %1개가 아직 실행 중입니다.</translation>
    </message>
    <message>
        <source>An icon in the desktop’s panel brings the window back.</source>
        <translation>바탕 화면 패널의 아이콘으로 창을 다시 열 수 있습니다.</translation>
    </message>
    <message>
        <source>The window is minimised, as this desktop has no place for an icon.</source>
        <translation>이 바탕 화면에는 아이콘을 둘 곳이 없어 창을 최소화합니다.</translation>
    </message>
    <message>
        <source>Finish What Runs, Then Quit</source>
        <translation>진행 중인 것만 끝내고 종료</translation>
    </message>
    <message>
        <source>Finish What Runs, Then Close</source>
        <translation>진행 중인 것만 끝내고 닫기</translation>
    </message>
    <message>
        <source>Cancel and Quit</source>
        <translation>중단하고 종료</translation>
    </message>
    <message>
        <source>Cancel and Close</source>
        <translation>중단하고 닫기</translation>
    </message>
    <message>
        <source>Still stopping</source>
        <translation>아직 정리 중</translation>
    </message>
    <message>
        <source>What was stopped is cleaning up. If you do not wait for it, it is in doubt: nobody will know whether it took effect.</source>
        <translation>중단한 레코드를 정리하고 있습니다. 기다리지 않으면 결과 불명이 됩니다. 반영되었는지 아무도 알 수 없습니다.</translation>
    </message>
    <message>
        <source>Give Up and Quit</source>
        <translation>기다리지 않고 종료</translation>
    </message>
    <message>
        <source>Give Up and Close</source>
        <translation>기다리지 않고 닫기</translation>
    </message>
    <message>
        <source>What runs is stopped and cleaned up after; what commits is allowed to end.</source>
        <translation>진행 중인 것을 멈추고 정리합니다. 커밋 중인 것은 끝날 때까지 기다립니다.</translation>
    </message>
    <message>
        <source>%1 The record that waits is cancelled too.</source>
        <translation>%1 대기 중인 1건도 취소합니다.</translation>
    </message>
    <message>
        <source>%1 The %2 records that wait are cancelled too.</source>
        <translation>%1 대기 중인 %2건도 취소합니다.</translation>
    </message>
    <message>
        <source>Nothing more starts.</source>
        <translation>더 시작하지 않습니다.</translation>
    </message>
    <message>
        <source>Nothing more starts. The record that waits is left undone.</source>
        <translation>더 시작하지 않습니다. 대기 중인 1건은 처리하지 않고 남겨 둡니다.</translation>
    </message>
    <message>
        <source>Nothing more starts. The %1 records that wait are left undone.</source>
        <translation>더 시작하지 않습니다. 대기 중인 %1건은 처리하지 않고 남겨 둡니다.</translation>
    </message>
    <message>
        <source>Batches still running: %1. Paused: %2.</source>
        <translation>배치 %1개가 아직 실행 중이고, %2개는 일시정지되어 있습니다.</translation>
    </message>
    <message>
        <source>The batch is paused.</source>
        <translation>배치가 일시정지되어 있습니다.</translation>
    </message>
    <message>
        <source>%1 batches are paused.</source>
        <translation>배치 %1개가 일시정지되어 있습니다.</translation>
    </message>
    <message>
        <source>Quit before it is done?</source>
        <translation>완료되기 전에 종료할까요?</translation>
    </message>
    <message>
        <source>Close before it is done?</source>
        <translation>완료되기 전에 닫을까요?</translation>
    </message>
    <message>
        <source>Hide the Window</source>
        <translation>창 숨기기</translation>
    </message>
    <message>
        <source>Leave the Rest and Quit</source>
        <translation>나머지는 남겨 두고 종료</translation>
    </message>
    <message>
        <source>Leave the Rest and Close</source>
        <translation>나머지는 남겨 두고 닫기</translation>
    </message>
    <message>
        <source>Everything goes on as it is.</source>
        <translation>모든 것이 그대로 계속됩니다.</translation>
    </message>
    <message>
        <source>Hide and Keep Running</source>
        <translation>숨기고 계속 실행</translation>
    </message>
    <message>
        <source>The record that waits is cancelled.</source>
        <translation>대기 중인 1건을 취소합니다.</translation>
    </message>
    <message>
        <source>The %1 records that wait are cancelled.</source>
        <translation>대기 중인 %1건을 취소합니다.</translation>
    </message>
</context>
<context>
    <name>batchdeck::CoreText</name>
    <message>
        <source>%1 [SQLSTATE %2]</source>
        <translation>%1 [SQLSTATE %2]</translation>
    </message>
    <message>
        <source>It did not answer and was given up. Nobody knows whether it took effect.</source>
        <translation>응답이 없어 더 기다리지 않기로 했습니다. 반영되었는지 알 수 없습니다.</translation>
    </message>
    <message>
        <source>It was marked as failed.</source>
        <translation>실패로 표시했습니다.</translation>
    </message>
    <message>
        <source>It was not tried again: the record that ran for it is in doubt.</source>
        <translation>다시 시도하지 않았습니다. 대신 실행된 레코드의 결과를 알 수 없습니다.</translation>
    </message>
    <message>
        <source>It did not run: the record that ran for it is in doubt.</source>
        <translation>실행하지 않았습니다. 대신 실행된 레코드의 결과를 알 수 없습니다.</translation>
    </message>
    <message>
        <source>The round ended before it was tried again.</source>
        <translation>다시 시도하기 전에 실행이 끝났습니다.</translation>
    </message>
    <message>
        <source>It was stopped after %1 seconds, its timeout.</source>
        <translation>제한 시간 %1초를 넘겨 중단했습니다.</translation>
    </message>
    <message>
        <source>It was cancelled.</source>
        <translation>취소했습니다.</translation>
    </message>
    <message>
        <source>The run was cancelled.</source>
        <translation>실행이 중단되었습니다.</translation>
    </message>
    <message>
        <source>The run was ended by its failure policy or deadline.</source>
        <translation>실패 정책이나 마감 시간에 따라 실행이 끝났습니다.</translation>
    </message>
    <message>
        <source>The program was closed; it will run again.</source>
        <translation>프로그램이 종료되었습니다. 다시 실행됩니다.</translation>
    </message>
    <message>
        <source>The program was closed.</source>
        <translation>프로그램이 종료되었습니다.</translation>
    </message>
    <message>
        <source>The work was stopped.</source>
        <translation>작업이 중단되었습니다.</translation>
    </message>
    <message>
        <source>The operation let go of the record without saying how it ended.</source>
        <translation>작업이 결과를 알리지 않고 레코드를 놓았습니다.</translation>
    </message>
    <message>
        <source>Clean-up failed: %1</source>
        <translation>정리에 실패했습니다: %1</translation>
    </message>
    <message>
        <source>%1 was thrown.</source>
        <translation>%1 예외가 발생했습니다.</translation>
    </message>
    <message>
        <source>The number %1 was thrown.</source>
        <translation>숫자 %1이(가) 예외로 던져졌습니다.</translation>
    </message>
    <message>
        <source>What became of it cannot be found out by looking.</source>
        <translation>어떻게 되었는지 조회로는 알 수 없습니다.</translation>
    </message>
    <message>
        <source>The batch was not prepared: it was cancelled.</source>
        <translation>취소하여 배치를 준비하지 않았습니다.</translation>
    </message>
    <message>
        <source>Batchdeck ended %1 times while this record was about to run or at work, so it is held. Look at its entry before it is run again.</source>
        <translation>이 레코드를 실행하려 하거나 실행하는 동안 Batchdeck이 %1번 종료되어 보류했습니다. 다시 실행하기 전에 원본을 확인해 주세요.</translation>
    </message>
    <message>
        <source>Batchdeck ended while it was about to run or at work. It will run again: that does no harm.</source>
        <translation>실행 직전이나 실행 중에 Batchdeck이 종료되었습니다. 다시 실행해도 안전하므로 다시 실행됩니다.</translation>
    </message>
    <message>
        <source>Batchdeck ended while it was about to run or at work. Nobody knows whether it took effect.</source>
        <translation>실행 직전이나 실행 중에 Batchdeck이 종료되었습니다. 반영되었는지 알 수 없습니다.</translation>
    </message>
    <message>
        <source>The run&apos;s journal was damaged, and says nothing of this record. Nobody knows whether it has run.</source>
        <translation>실행 기록이 손상되어 이 레코드에 대한 내용이 없습니다. 실행되었는지 알 수 없습니다.</translation>
    </message>
    <message>
        <source>The result is null, which the plan does not call a success.</source>
        <translation>결과가 null이어서 실행 설정의 성공 조건에 맞지 않습니다.</translation>
    </message>
    <message>
        <source>The result has no %1; the plan asks for %2.</source>
        <translation>결과에 %1이(가) 없습니다. 실행 설정이 요구하는 값은 %2입니다.</translation>
    </message>
    <message>
        <source>%1 is %2; the plan asks for %3.</source>
        <translation>%1 값이 %2입니다. 실행 설정이 요구하는 값은 %3입니다.</translation>
    </message>
    <message>
        <source>The record asks for no operation, and the plan has none (“*”) for such records. The plan has: %1.</source>
        <translation>레코드에 작업 이름이 없고, 실행 설정에도 그런 레코드를 위한 “*”가 없습니다. 실행 설정에 있는 작업: %1.</translation>
    </message>
    <message>
        <source>The plan has no operation “%1”. %2</source>
        <translation>실행 설정에 “%1” 작업이 없습니다. %2</translation>
    </message>
    <message>
        <source>The plan has no connection “%1”. %2</source>
        <translation>실행 설정에 “%1” 연결이 없습니다. %2</translation>
    </message>
    <message>
        <source>The plan has no connection “%1”.</source>
        <translation>실행 설정에 “%1” 연결이 없습니다.</translation>
    </message>
    <message>
        <source>The kind “%1” is not known. %2</source>
        <translation>“%1” 종류를 알 수 없습니다. %2</translation>
    </message>
    <message>
        <source>Did you mean “%1”?</source>
        <translation>“%1”을(를) 뜻하셨나요?</translation>
    </message>
    <message>
        <source>There are none.</source>
        <translation>하나도 없습니다.</translation>
    </message>
    <message>
        <source>There are: %1.</source>
        <translation>있는 것: %1.</translation>
    </message>
    <message>
        <source>{%1} in %2: %3</source>
        <translation>%2의 {%1}: %3</translation>
    </message>
    <message>
        <source>the record has no field “%1”.</source>
        <translation>레코드에 “%1” 필드가 없습니다.</translation>
    </message>
    <message>
        <source>the record has null there, which is no text.</source>
        <translation>레코드의 값이 null이어서 글자로 쓸 수 없습니다.</translation>
    </message>
    <message>
        <source>%1 has no field “%2”. %3</source>
        <translation>%1에 “%2” 필드가 없습니다. %3</translation>
    </message>
    <message>
        <source>%1 has no field “%2”: it is %3.</source>
        <translation>%1에 “%2” 필드가 없습니다. 값은 %3입니다.</translation>
    </message>
    <message>
        <source>%1 has %2 elements and none numbered “%3” (they count from 0).</source>
        <translation>%1에는 원소가 %2개뿐이고 “%3”번은 없습니다(0부터 셉니다).</translation>
    </message>
    <message>
        <source>the record</source>
        <translation>레코드</translation>
    </message>
    <message>
        <source>a single text or number is expected, not %1.</source>
        <translation>글자나 숫자 하나여야 하는데 %1입니다.</translation>
    </message>
    <message>
        <source>the text has a NUL character in it, which is allowed in values only.</source>
        <translation>글자 안에 NUL 문자가 있습니다. 값에만 쓸 수 있습니다.</translation>
    </message>
    <message>
        <source>“%1”%2: a name is expected, and this record&apos;s is empty.</source>
        <translation>“%1”%2: 이름이 필요한데 이 레코드의 이름은 비어 있습니다.</translation>
    </message>
    <message>
        <source>“%1”%2: “%3” would lead out of its folder, as “.” and “..” do in a URL.</source>
        <translation>“%1”%2: “%3”은(는) URL의 “.”이나 “..”처럼 폴더 밖으로 나갑니다.</translation>
    </message>
    <message>
        <source>%1 is expected, not %2.</source>
        <translation>%1 값이 필요한데 %2입니다.</translation>
    </message>
    <message>
        <source>A record to simulate must be a JSON object.</source>
        <translation>모의 실행할 레코드는 JSON 객체여야 합니다.</translation>
    </message>
    <message>
        <source>“%1” must be %2, not %3.</source>
        <translation>“%1”에는 %2 값이 필요한데 %3입니다.</translation>
    </message>
    <message>
        <source>a number of seconds from 0 to 1000000000</source>
        <translation>0부터 1000000000까지의 초 단위</translation>
    </message>
    <message>
        <source>a whole number from 0 to 1000000</source>
        <translation>0부터 1000000까지의 정수</translation>
    </message>
    <message>
        <source>“done”, “notDone” or “nothing”</source>
        <translation>“done”, “notDone”, “nothing” 중 하나</translation>
    </message>
    <message>
        <source>two numbers of seconds, from and to, within “seconds”</source>
        <translation>“seconds” 안의 시작과 끝을 나타내는 두 개의 초</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>정수</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>숫자</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true 또는 false</translation>
    </message>
    <message>
        <source>true, false, 1 or 0</source>
        <translation>true, false, 1, 0 중 하나</translation>
    </message>
    <message>
        <source>a text</source>
        <translation>글자</translation>
    </message>
    <message>
        <source>a date or time as a text</source>
        <translation>글자로 쓴 날짜나 시각</translation>
    </message>
    <message>
        <source>an object</source>
        <translation>객체</translation>
    </message>
    <message>
        <source>The answer was lost: nobody knows whether it was done.</source>
        <translation>응답을 받지 못했습니다. 처리되었는지 알 수 없습니다.</translation>
    </message>
    <message>
        <source>Attempt %1 fails, as the first %2 do.</source>
        <translation>처음 %2번은 실패하도록 되어 있고, 이번이 %1번째 시도입니다.</translation>
    </message>
    <message>
        <source>Takes %1 s.</source>
        <translation>%1초 걸립니다.</translation>
    </message>
    <message>
        <source>Takes %1 s in %2 steps.</source>
        <translation>%2단계로 %1초 걸립니다.</translation>
    </message>
    <message>
        <source>Takes no time in %1 steps.</source>
        <translation>%1단계로 바로 끝납니다.</translation>
    </message>
    <message>
        <source>Takes no time.</source>
        <translation>바로 끝납니다.</translation>
    </message>
    <message>
        <source>Is protected from %1 s to %2 s.</source>
        <translation>%1초부터 %2초까지 보호됩니다.</translation>
    </message>
    <message>
        <source>Cleans up for %1 s.</source>
        <translation>정리에 %1초 걸립니다.</translation>
    </message>
    <message>
        <source>Does not succeed until attempt %1.</source>
        <translation>%1번째 시도에서야 성공합니다.</translation>
    </message>
    <message>
        <source>Throws: %1</source>
        <translation>예외: %1</translation>
    </message>
    <message>
        <source>Leaves in doubt whether it was done.</source>
        <translation>수행되었는지 불확실하게 끝납니다.</translation>
    </message>
    <message>
        <source>Fails: %1</source>
        <translation>실패: %1</translation>
    </message>
    <message>
        <source>Fails.</source>
        <translation>실패합니다.</translation>
    </message>
    <message>
        <source>Succeeds.</source>
        <translation>성공합니다.</translation>
    </message>
    <message>
        <source>A look at it found it done.</source>
        <translation>조회해 보니 처리되어 있습니다.</translation>
    </message>
    <message>
        <source>A look at it found that it was not done.</source>
        <translation>조회해 보니 처리되지 않았습니다.</translation>
    </message>
    <message>
        <source>A look at it found nothing: nobody knows whether it was done.</source>
        <translation>조회해도 알 수 없었습니다. 처리되었는지 알 수 없습니다.</translation>
    </message>
    <message>
        <source>what this does cannot be told before it is done</source>
        <translation>실행하기 전에는 무엇을 하는지 알 수 없습니다</translation>
    </message>
    <message>
        <source>line %1, column %2: %3</source>
        <translation>%1행 %2열: %3</translation>
    </message>
    <message>
        <source>Line %1, column %2: %3</source>
        <translation>%1행 %2열: %3</translation>
    </message>
    <message>
        <source>this is no JSON from “%1” on.</source>
        <translation>“%1”부터 JSON이 아닙니다.</translation>
    </message>
    <message>
        <source>an entry is missing here.</source>
        <translation>여기에 원본이 빠져 있습니다.</translation>
    </message>
    <message>
        <source>a comma is missing before “%1”.</source>
        <translation>“%1” 앞에 쉼표가 없습니다.</translation>
    </message>
    <message>
        <source>a comma is missing behind this entry.</source>
        <translation>이 원본 뒤에 쉼표가 없습니다.</translation>
    </message>
    <message>
        <source>the file ends in the middle of this entry; records may be missing.</source>
        <translation>파일이 이 원본 중간에서 끝납니다. 빠진 레코드가 있을 수 있습니다.</translation>
    </message>
    <message>
        <source>the file ends here, before it is complete; records may be missing.</source>
        <translation>파일이 완성되기 전에 여기서 끝납니다. 빠진 레코드가 있을 수 있습니다.</translation>
    </message>
    <message>
        <source>the packed file is damaged or cut short; records may be missing, and those above may be altered.</source>
        <translation>압축 파일이 손상되었거나 잘렸습니다. 빠진 레코드가 있을 수 있고, 위의 레코드도 바뀌었을 수 있습니다.</translation>
    </message>
    <message>
        <source>text follows after the end of the records: “%1”.</source>
        <translation>레코드가 끝난 뒤에 글자가 더 있습니다: “%1”.</translation>
    </message>
    <message>
        <source>the key %1 stands here a second time in one object; only one of the two could count.</source>
        <translation>한 객체에 %1 키가 두 번 있습니다. 둘 중 하나만 쓸 수 있습니다.</translation>
    </message>
    <message>
        <source>“%1” is no number of JSON; Python writes it so. Write null, or a text.</source>
        <translation>“%1”은(는) JSON 숫자가 아니라 Python 표기입니다. null이나 글자로 써 주세요.</translation>
    </message>
    <message>
        <source>“%1” is half a character: the other half of the pair is missing.</source>
        <translation>“%1”은(는) 반쪽 글자입니다. 나머지 반쪽이 없습니다.</translation>
    </message>
    <message>
        <source>a byte here is no %1; the file may be in another encoding.</source>
        <translation>여기에 %1이(가) 아닌 바이트가 있습니다. 파일의 인코딩이 다를 수 있습니다.</translation>
    </message>
    <message>
        <source>a control character stands in a text; JSON wants it as an escape, such as \n.</source>
        <translation>글자 안에 제어 문자가 있습니다. JSON에서는 \n 같은 이스케이프로 써야 합니다.</translation>
    </message>
    <message>
        <source>arrays and objects stand in one another more than %1 deep.</source>
        <translation>배열과 객체가 %1단계보다 깊습니다.</translation>
    </message>
    <message>
        <source>this entry is larger than %1; the limit can be raised.</source>
        <translation>이 원본은 %1보다 큽니다. 한도를 높일 수 있습니다.</translation>
    </message>
    <message>
        <source>this string should hold JSON and does not, from “%1” on.</source>
        <translation>이 문자열에는 JSON이 있어야 하는데 “%1”부터 아닙니다.</translation>
    </message>
    <message>
        <source>the body of this message should hold JSON and does not, from “%1” on.</source>
        <translation>이 메시지의 body에는 JSON이 있어야 하는데 “%1”부터 아닙니다.</translation>
    </message>
    <message>
        <source>this row has more cells than the header, from “%1” on.</source>
        <translation>이 행은 “%1”부터 머리글보다 칸이 많습니다.</translation>
    </message>
    <message>
        <source>the quotation marks of a cell do not match; inside a quoted cell they are doubled.</source>
        <translation>칸의 따옴표가 맞지 않습니다. 따옴표로 묶은 칸 안에서는 두 번 씁니다.</translation>
    </message>
    <message>
        <source>a quotation mark opens a cell here and none closes it; records may be missing.</source>
        <translation>여기서 따옴표로 칸이 시작되지만 닫히지 않습니다. 빠진 레코드가 있을 수 있습니다.</translation>
    </message>
    <message>
        <source>this ends before its JSON does.</source>
        <translation>JSON이 끝나기 전에 원본이 끝납니다.</translation>
    </message>
    <message>
        <source>there is more after the record.</source>
        <translation>레코드 뒤에 다른 것이 더 있습니다.</translation>
    </message>
    <message>
        <source>This is no record: it says what is wrong with the file.</source>
        <translation>이것은 레코드가 아니라 파일의 문제를 알리는 행입니다.</translation>
    </message>
    <message>
        <source>What it holds is no JSON.</source>
        <translation>내용이 JSON이 아닙니다.</translation>
    </message>
    <message>
        <source>What could not be read has no place among this plan&apos;s records: mend the file, and open it again.</source>
        <translation>읽지 못한 레코드는 이 실행 설정의 레코드들 사이에 자리가 없습니다. 파일을 고친 뒤 다시 열어 주세요.</translation>
    </message>
    <message>
        <source>Its operation, target, limits and what it shares with others must stay as they are: by them it has its place in the run.</source>
        <translation>작업, 대상, 제한과 공유 기준은 그대로여야 합니다. 실행에서의 자리가 이것으로 정해집니다.</translation>
    </message>
    <message>
        <source>It is no longer in a state for this.</source>
        <translation>더 이상 이렇게 할 수 있는 상태가 아닙니다.</translation>
    </message>
    <message>
        <source>Check the plan&apos;s user and password, and what the server lets in.</source>
        <translation>실행 설정의 사용자와 암호, 서버의 접속 허용 설정을 확인해 주세요.</translation>
    </message>
    <message>
        <source>Check the plan&apos;s database.</source>
        <translation>실행 설정의 데이터베이스를 확인해 주세요.</translation>
    </message>
    <message>
        <source>Ask whoever owns the database for the right to do this.</source>
        <translation>데이터베이스 관리자에게 권한을 요청해 주세요.</translation>
    </message>
    <message>
        <source>The database can only be read: check its rights.</source>
        <translation>데이터베이스가 읽기 전용입니다. 권한을 확인해 주세요.</translation>
    </message>
    <message>
        <source>Check the plan&apos;s schema and table.</source>
        <translation>실행 설정의 스키마와 테이블을 확인해 주세요.</translation>
    </message>
    <message>
        <source>Make room on the disk that holds the database.</source>
        <translation>데이터베이스가 있는 디스크의 공간을 확보해 주세요.</translation>
    </message>
    <message>
        <source>Let fewer records run at once, or let the server have more connections.</source>
        <translation>동시 실행을 줄이거나 서버의 연결 수를 늘려 주세요.</translation>
    </message>
    <message>
        <source>Row %1: %2</source>
        <translation>%1번째 행: %2</translation>
    </message>
    <message>
        <source>The column “%1” (%2) takes %3, not %4.</source>
        <translation>“%1” 열(%2)에는 %3 값이 들어가야 하는데 %4입니다.</translation>
    </message>
    <message>
        <source>%1 does not fit in the column “%2” (%3).</source>
        <translation>%1은(는) “%2” 열(%3)에 들어가지 않습니다.</translation>
    </message>
    <message>
        <source>SQLite cannot keep all digits of %1 in the column “%2” (%3): a column of type TEXT can.</source>
        <translation>SQLite는 “%2” 열(%3)에 %1의 모든 자릿수를 담을 수 없습니다. TEXT 형식의 열은 담을 수 있습니다.</translation>
    </message>
    <message>
        <source>“%1” holds a NUL character, which PostgreSQL cannot keep in a text.</source>
        <translation>“%1”에 PostgreSQL이 글자에 담을 수 없는 NUL 문자가 있습니다.</translation>
    </message>
    <message>
        <source>The column “%1” (%2) must not be null.</source>
        <translation>“%1” 열(%2)은 null일 수 없습니다.</translation>
    </message>
    <message>
        <source>There is no row to tell the columns of the table “%1” by.</source>
        <translation>“%1” 테이블의 열을 알아낼 행이 없습니다.</translation>
    </message>
    <message>
        <source>The rows lack “%1”, which is their key.</source>
        <translation>행에 키인 “%1”이(가) 없습니다.</translation>
    </message>
    <message>
        <source>It lacks “%1”, which is its key.</source>
        <translation>키인 “%1”이(가) 없습니다.</translation>
    </message>
    <message>
        <source>The table “%1” has no column “%2”. %3</source>
        <translation>“%1” 테이블에 “%2” 열이 없습니다. %3</translation>
    </message>
    <message>
        <source>The table “%1” has no column “%2”.</source>
        <translation>“%1” 테이블에 “%2” 열이 없습니다.</translation>
    </message>
    <message>
        <source>The table “%1” has neither a primary key nor a unique constraint on (%2): make one, or change the plan&apos;s key.</source>
        <translation>“%1” 테이블에 (%2)의 기본 키나 고유 제약이 없습니다. 만들거나 실행 설정의 키를 바꿔 주세요.</translation>
    </message>
    <message>
        <source>There is nothing in it to write.</source>
        <translation>기록할 내용이 없습니다.</translation>
    </message>
    <message>
        <source>A row must be an object with a value for each column, not %1.</source>
        <translation>행은 열마다 값이 있는 객체여야 하는데 %1입니다.</translation>
    </message>
    <message>
        <source>There is no table “%1”. %2</source>
        <translation>“%1” 테이블이 없습니다. %2</translation>
    </message>
    <message>
        <source>There is no table “%1”.</source>
        <translation>“%1” 테이블이 없습니다.</translation>
    </message>
    <message>
        <source>There is no database %1. Check the path, or let the connection make it with &quot;create&quot;: true</source>
        <translation>%1 데이터베이스가 없습니다. 경로를 확인하거나 연결에 &quot;create&quot;: true를 써서 만들게 해 주세요</translation>
    </message>
    <message>
        <source>Nobody can tell the password of %1.</source>
        <translation>%1의 암호를 알 수 없습니다.</translation>
    </message>
    <message>
        <source>Qt has no driver for PostgreSQL here: install libqt6sql6-psql.</source>
        <translation>Qt의 PostgreSQL 드라이버가 없습니다. libqt6sql6-psql을 설치해 주세요.</translation>
    </message>
    <message>
        <source>The table “%1” is kept by %2, which cannot undo what was written: InnoDB can.</source>
        <translation>“%1” 테이블은 %2 방식이라 쓴 것을 되돌릴 수 없습니다. InnoDB라면 됩니다.</translation>
    </message>
    <message>
        <source>Qt has no driver for MariaDB here: install libqt6sql6-mysql.</source>
        <translation>Qt의 MariaDB 드라이버가 없습니다. libqt6sql6-mysql을 설치해 주세요.</translation>
    </message>
    <message>
        <source>Qt has no driver for SQLite here: install libqt6sql6-sqlite.</source>
        <translation>Qt의 SQLite 드라이버가 없습니다. libqt6sql6-sqlite를 설치해 주세요.</translation>
    </message>
    <message>
        <source>The connection “%1” leads to no SQL database: its driver is %2.</source>
        <translation>“%1” 연결은 SQL 데이터베이스가 아닙니다. 드라이버가 %2입니다.</translation>
    </message>
    <message>
        <source>It is not connected.</source>
        <translation>연결되어 있지 않습니다.</translation>
    </message>
    <message>
        <source>DATABASE_URL is no address of PostgreSQL: %1. Correct it, unset it, or say in the plan where the connection leads.</source>
        <translation>DATABASE_URL은 PostgreSQL 주소가 아닙니다: %1. 고치거나 지우거나, 연결할 곳을 실행 설정에 적어 주세요.</translation>
    </message>
    <message>
        <source>it must begin with postgresql:// or postgres://</source>
        <translation>postgresql:// 또는 postgres://로 시작해야 합니다</translation>
    </message>
    <message>
        <source>libpq cannot read it</source>
        <translation>libpq가 읽을 수 없습니다</translation>
    </message>
    <message>
        <source>a /, ? or @ in a name or a password must be percent-encoded</source>
        <translation>이름이나 비밀번호에 있는 /, ?, @는 퍼센트 인코딩으로 적어야 합니다</translation>
    </message>
    <message>
        <source>Its transaction was %1, by which txid_status tells what became of it.</source>
        <translation>트랜잭션 번호는 %1이며, txid_status로 결과를 알 수 있습니다.</translation>
    </message>
    <message>
        <source>SQLite cannot keep all digits of %1 in “%2”: as a text, in quotes, it can.</source>
        <translation>SQLite는 “%2”에 %1의 모든 자릿수를 담을 수 없습니다. 따옴표로 묶은 글자로는 담을 수 있습니다.</translation>
    </message>
    <message>
        <source>The server does not answer.</source>
        <translation>서버가 응답하지 않습니다.</translation>
    </message>
    <message>
        <source>The table batchdeck_marks cannot be made: %1</source>
        <translation>batchdeck_marks 테이블을 만들 수 없습니다: %1</translation>
    </message>
    <message>
        <source>It was stopped before it was sent.</source>
        <translation>보내기 전에 중단되었습니다.</translation>
    </message>
    <message>
        <source>It was stopped between two statements.</source>
        <translation>두 문장 사이에서 중단되었습니다.</translation>
    </message>
    <message>
        <source>The connection was lost.</source>
        <translation>연결이 끊어졌습니다.</translation>
    </message>
    <message>
        <source>The connection was lost while the commit was under way.</source>
        <translation>커밋하는 동안 연결이 끊어졌습니다.</translation>
    </message>
    <message>
        <source>The connection was lost before the server said whether it was done. %1</source>
        <translation>서버가 결과를 알리기 전에 연결이 끊어졌습니다. %1</translation>
    </message>
    <message>
        <source>The commit failed: %1</source>
        <translation>커밋에 실패했습니다: %1</translation>
    </message>
    <message>
        <source>A foreign key names a row that is missing at the commit.</source>
        <translation>커밋할 때 외래 키가 가리키는 행이 없습니다.</translation>
    </message>
    <message>
        <source>The statement has places for %1 values, and there are %2.</source>
        <translation>SQL 문의 값 자리는 %1개인데 값은 %2개입니다.</translation>
    </message>
    <message>
        <source>There is a NUL character in the statement.</source>
        <translation>SQL 문에 NUL 문자가 있습니다.</translation>
    </message>
    <message>
        <source>The plan&apos;s sslrootcert says which certificates the server is checked by.</source>
        <translation>서버를 어떤 인증서로 확인할지는 계획의 sslrootcert가 정합니다.</translation>
    </message>
    <message>
        <source>The name “%1” is too long to be made: PostgreSQL keeps %2 bytes of it.</source>
        <translation>“%1”은(는) 만들기에 너무 긴 이름입니다. PostgreSQL은 그중 %2바이트만 남깁니다.</translation>
    </message>
    <message>
        <source>There is more than one statement.</source>
        <translation>SQL 문이 둘 이상입니다.</translation>
    </message>
    <message>
        <source>There is no statement.</source>
        <translation>SQL 문이 없습니다.</translation>
    </message>
    <message>
        <source>A statement cannot be one that copies from or to its client.</source>
        <translation>클라이언트와 복사를 주고받는 SQL 문은 쓸 수 없습니다.</translation>
    </message>
    <message>
        <source>The statement ends the transaction that it is put into: it can be neither checked nor marked.</source>
        <translation>SQL 문이 트랜잭션을 끝냅니다. 그래서 검사도 표시도 할 수 없습니다.</translation>
    </message>
    <message>
        <source>The statement left a transaction open, which was rolled back: each record&apos;s statement is one of its own.</source>
        <translation>SQL 문이 트랜잭션을 열어 두어 롤백했습니다. 레코드마다 SQL 문은 따로입니다.</translation>
    </message>
    <message>
        <source>Its transaction was committed.</source>
        <translation>트랜잭션이 커밋되었습니다.</translation>
    </message>
    <message>
        <source>Its transaction was never committed.</source>
        <translation>트랜잭션이 커밋되지 않았습니다.</translation>
    </message>
    <message>
        <source>The server says of its transaction: %1.</source>
        <translation>서버가 알리는 트랜잭션 상태: %1.</translation>
    </message>
    <message>
        <source>The database was left no mark of it: &quot;marker&quot;: true in the plan would leave one from now on.</source>
        <translation>데이터베이스에 표시를 남기지 않았습니다. 실행 설정에 &quot;marker&quot;: true를 쓰면 이제부터 남깁니다.</translation>
    </message>
    <message>
        <source>Waits for a connection to “%1”</source>
        <translation>“%1” 연결을 기다립니다</translation>
    </message>
    <message>
        <source>%1 is not set: set that variable in the environment, or write the line %1=… into “%2”.</source>
        <translation>%1이(가) 설정되지 않았습니다. 환경 변수로 설정하거나 “%2”에 %1=… 줄을 써 주세요.</translation>
    </message>
    <message>
        <source>The entry “%1” of the keychain is not to be had: %2</source>
        <translation>키체인의 “%1” 항목을 읽을 수 없습니다: %2</translation>
    </message>
    <message>
        <source>the keychain did not answer within a minute; is it locked?</source>
        <translation>키체인이 1분 안에 응답하지 않았습니다. 잠겨 있나요?</translation>
    </message>
    <message>
        <source>There is no file “%1”.</source>
        <translation>“%1” 파일이 없습니다.</translation>
    </message>
    <message>
        <source>“%1” is a folder, not a batch file.</source>
        <translation>“%1”은(는) 배치 파일이 아니라 폴더입니다.</translation>
    </message>
    <message>
        <source>“%1” could not be opened: %2.</source>
        <translation>“%1” 파일을 열 수 없습니다: %2.</translation>
    </message>
    <message>
        <source>“%1” could not be read: %2.</source>
        <translation>“%1” 파일을 읽을 수 없습니다: %2.</translation>
    </message>
    <message>
        <source>“%1” could not be written: %2.</source>
        <translation>“%1” 파일에 쓸 수 없습니다: %2.</translation>
    </message>
    <message>
        <source>“%1” cannot be written: %2.</source>
        <translation>“%1” 파일에 쓸 수 없습니다: %2.</translation>
    </message>
    <message>
        <source>“%1” was not loaded: it was cancelled.</source>
        <translation>취소하여 “%1” 파일을 불러오지 않았습니다.</translation>
    </message>
    <message>
        <source>“%1” is empty, where a batch of records should be.</source>
        <translation>“%1” 파일이 비어 있습니다. 레코드의 배치가 있어야 합니다.</translation>
    </message>
    <message>
        <source>“%1” is larger than this computer&apos;s memory (%2): split it.</source>
        <translation>“%1” 파일이 이 컴퓨터의 메모리(%2)보다 큽니다. 나눠 주세요.</translation>
    </message>
    <message>
        <source>“%1” unpacks to more than %2 times its size, as a bomb does: if it is none, unpack it with gunzip and open that.</source>
        <translation>“%1” 파일은 압축을 풀면 %2배가 넘습니다. 믿을 수 있는 파일이면 gunzip으로 풀어서 열어 주세요.</translation>
    </message>
    <message>
        <source>“%1” is packed with gzip, but damaged: nothing of it can be unpacked.</source>
        <translation>“%1” 파일은 gzip으로 압축되었지만 손상되어 전혀 풀 수 없습니다.</translation>
    </message>
    <message>
        <source>“%1” holds more than %2 records: split it.</source>
        <translation>“%1” 파일에 레코드가 %2건보다 많습니다. 나눠 주세요.</translation>
    </message>
    <message>
        <source>“%1” is no batch: it does not begin as a JSON array does, with “[”.</source>
        <translation>“%1”은(는) 배치가 아닙니다. JSON 배열처럼 “[”로 시작하지 않습니다.</translation>
    </message>
    <message>
        <source>“%1” is no batch: it does not begin as a JSON object with an array “Records” does.</source>
        <translation>“%1”은(는) 배치가 아닙니다. “Records” 배열이 있는 JSON 객체로 시작하지 않습니다.</translation>
    </message>
    <message>
        <source>“%1” is no batch: the quotation marks in its header do not match.</source>
        <translation>“%1”은(는) 배치가 아닙니다. 머리글의 따옴표가 맞지 않습니다.</translation>
    </message>
    <message>
        <source>“%1” is no batch: its header has more than %2 columns.</source>
        <translation>“%1”은(는) 배치가 아닙니다. 머리글의 열이 %2개보다 많습니다.</translation>
    </message>
    <message>
        <source>“%1” is a workbook or another packed file, no batch: save its sheet as CSV and open that.</source>
        <translation>“%1”은(는) 배치가 아니라 통합 문서나 다른 압축 파일입니다. 시트를 CSV로 저장해 열어 주세요.</translation>
    </message>
    <message>
        <source>“%1” is no batch: it holds a Python dict or list as print() shows it. Write it with json.dump() instead.</source>
        <translation>“%1”은(는) 배치가 아닙니다. print()로 출력한 Python dict나 list입니다. json.dump()로 써 주세요.</translation>
    </message>
    <message>
        <source>“%1” is no batch: it looks like a plan. Open its batch, and load the plan there; in the console, name it with --plan.</source>
        <translation>“%1”은(는) 배치가 아닙니다. 실행 설정 파일로 보입니다. 배치를 먼저 열고 거기서 실행 설정을 불러오십시오. 콘솔에서는 --plan으로 지정합니다.</translation>
    </message>
    <message>
        <source>“%1” is no batch: it is a JSON object without an array “Records”. A batch is {&quot;Records&quot;: […]}, a JSON array, JSON Lines or CSV.</source>
        <translation>“%1”은(는) 배치가 아닙니다. “Records” 배열이 없는 JSON 객체입니다. 배치는 {&quot;Records&quot;: […]}, JSON 배열, JSON Lines, CSV 중 하나입니다.</translation>
    </message>
    <message>
        <source>“%1” is no batch: it is no text. A batch is JSON, JSON Lines or CSV.</source>
        <translation>“%1”은(는) 배치가 아닙니다. 텍스트 파일이 아닙니다. 배치는 JSON, JSON Lines, CSV 중 하나입니다.</translation>
    </message>
    <message>
        <source>“%1” is no batch: it is a text that is neither JSON nor JSON Lines nor CSV.</source>
        <translation>“%1”은(는) 배치가 아닙니다. JSON도 JSON Lines도 CSV도 아닌 텍스트입니다.</translation>
    </message>
    <message>
        <source>There is no text to be pasted: copy a batch, or a file, first.</source>
        <translation>붙여 넣을 글자가 없습니다. 배치나 파일을 먼저 복사해 주세요.</translation>
    </message>
    <message>
        <source>It was stopped, so nothing was written.</source>
        <translation>중단하여 아무것도 쓰지 않았습니다.</translation>
    </message>
    <message>
        <source>it is a folder</source>
        <translation>폴더입니다</translation>
    </message>
    <message>
        <source>there is no folder “%1”</source>
        <translation>“%1” 폴더가 없습니다</translation>
    </message>
    <message>
        <source>the folder “%1” may not be written to</source>
        <translation>“%1” 폴더에 쓸 권한이 없습니다</translation>
    </message>
    <message>
        <source>the folder could not be made</source>
        <translation>폴더를 만들 수 없습니다</translation>
    </message>
    <message>
        <source>The records have more than %1 different fields, too many for a table; results in JSON hold them all.</source>
        <translation>레코드의 필드가 %1가지보다 많아 표에 담을 수 없습니다. JSON 결과에는 모두 담깁니다.</translation>
    </message>
    <message>
        <source>There is no plan “%1”.</source>
        <translation>“%1” 실행 설정 파일이 없습니다.</translation>
    </message>
    <message>
        <source>“%1” is a folder, not a plan.</source>
        <translation>“%1”은(는) 실행 설정이 아니라 폴더입니다.</translation>
    </message>
    <message>
        <source>The plan “%1” could not be opened: %2.</source>
        <translation>“%1” 실행 설정을 열 수 없습니다: %2.</translation>
    </message>
    <message>
        <source>The plan “%1” could not be read: %2.</source>
        <translation>“%1” 실행 설정을 읽을 수 없습니다: %2.</translation>
    </message>
    <message>
        <source>%1 is no plan that can be run:</source>
        <translation>%1은(는) 실행할 수 있는 실행 설정이 아닙니다:</translation>
    </message>
    <message>
        <source>%1 is no plan that can be run, for %2 reasons:</source>
        <translation>%1은(는) 실행할 수 있는 실행 설정이 아닙니다. 이유 %2가지:</translation>
    </message>
    <message>
        <source>“%1” leaves out 1 record that is in doubt: it may have been done.</source>
        <translation>“%1”에는 결과 불명 1건이 빠졌습니다. 처리되었을 수 있습니다.</translation>
    </message>
    <message>
        <source>“%1” leaves out %2 records that are in doubt: they may have been done.</source>
        <translation>“%1”에는 결과 불명 %2건이 빠졌습니다. 처리되었을 수 있습니다.</translation>
    </message>
    <message>
        <source>“%1” cannot hold that its batch was not all there: more records may be missing.</source>
        <translation>“%1”에는 배치가 온전하지 않았다는 사실을 담을 수 없습니다. 레코드가 더 빠져 있을 수 있습니다.</translation>
    </message>
    <message>
        <source>“%1” is %2, but would not be taken for that: open it with --form %3.</source>
        <translation>“%1”은(는) %2 형식이지만 그렇게 인식되지 않습니다. --form %3으로 열어 주세요.</translation>
    </message>
    <message>
        <source>“%1” is in %2, but holds too little of it to be known by: open it with --encoding %3.</source>
        <translation>“%1”은(는) %2 인코딩이지만 내용이 적어 알아낼 수 없습니다. --encoding %3으로 열어 주세요.</translation>
    </message>
    <message>
        <source>1 record is in doubt: the queue will deliver it again, though it may have been done.</source>
        <translation>결과 불명이 1건 있습니다. 처리되었을 수 있지만 큐가 다시 보냅니다.</translation>
    </message>
    <message>
        <source>%1 records are in doubt: the queue will deliver them again, though they may have been done.</source>
        <translation>결과 불명이 %1건 있습니다. 처리되었을 수 있지만 큐가 다시 보냅니다.</translation>
    </message>
    <message>
        <source>A record that did not succeed has no “messageId”: the queue will deliver all of the messages again, also those that succeeded.</source>
        <translation>성공하지 못한 레코드에 “messageId”가 없습니다. 큐가 성공한 것까지 모든 메시지를 다시 보냅니다.</translation>
    </message>
    <message>
        <source>The batch has its records in another order since.</source>
        <translation>그 뒤로 배치의 레코드 순서가 바뀌었습니다.</translation>
    </message>
    <message>
        <source>The batch has changed since: %1 the same, %2 new, %3 gone.</source>
        <translation>그 뒤로 배치가 바뀌었습니다: 같은 레코드 %1건, 새 레코드 %2건, 없어진 레코드 %3건.</translation>
    </message>
    <message>
        <source>The plan has changed since: %1.</source>
        <translation>그 뒤로 실행 설정이 바뀌었습니다: %1.</translation>
    </message>
    <message>
        <source>Another run of this batch has begun since.</source>
        <translation>그 사이 이 배치의 다른 실행이 시작되었습니다.</translation>
    </message>
    <message>
        <source>There is no earlier run of this batch to go on with.</source>
        <translation>이어서 실행할 이전 실행이 없습니다.</translation>
    </message>
    <message>
        <source>1 record is held: Batchdeck ended %1 times while it was about to run or at work.</source>
        <translation>레코드 1건을 보류했습니다. 실행하려 하거나 실행하는 동안 Batchdeck이 %1번 종료되었습니다.</translation>
    </message>
    <message>
        <source>%1 records are held: Batchdeck ended %2 times while they were about to run or at work.</source>
        <translation>레코드 %1건을 보류했습니다. 실행하려 하거나 실행하는 동안 Batchdeck이 %2번 종료되었습니다.</translation>
    </message>
    <message>
        <source>1 record is as it was edited, not as the file has it.</source>
        <translation>레코드 1건은 파일과 다르게 수정되어 있습니다.</translation>
    </message>
    <message>
        <source>%1 records are as they were edited, not as the file has them.</source>
        <translation>레코드 %1건은 파일과 다르게 수정되어 있습니다.</translation>
    </message>
    <message>
        <source>The earlier journal is kept as “%1”.</source>
        <translation>이전 실행 기록은 “%1”(으)로 보관했습니다.</translation>
    </message>
    <message>
        <source>The old journal “%1” could not be marked as left behind. Do not go on with it: what is done from now on would be done again.</source>
        <translation>이전 실행 기록 “%1”에 남겨진 것이라고 표시하지 못했습니다. 그것으로 이어서 실행하지 마십시오. 지금부터 처리되는 것이 다시 처리됩니다.</translation>
    </message>
    <message>
        <source>The batch&apos;s header has changed since: its records have other fields now.</source>
        <translation>그 뒤로 배치의 머리글이 바뀌어 레코드의 필드가 달라졌습니다.</translation>
    </message>
    <message>
        <source>It may be a run of this batch, so nothing is begun.</source>
        <translation>이 배치의 실행일 수 있으므로 아무것도 시작하지 않습니다.</translation>
    </message>
    <message>
        <source>It had been edited, and what was put in its place is lost: the run&apos;s journal was damaged. Edit it again.</source>
        <translation>편집한 레코드인데 바꾸어 넣은 내용을 잃었습니다. 실행 기록이 손상되었습니다. 다시 편집하십시오.</translation>
    </message>
    <message>
        <source>What was said of it is lost: the run&apos;s journal was damaged.</source>
        <translation>이에 대한 설명을 잃었습니다. 실행 기록이 손상되었습니다.</translation>
    </message>
    <message>
        <source>The journal was damaged: how %1 records ended stands, but their results and logs are lost.</source>
        <translation>실행 기록이 손상되었습니다. 레코드 %1개가 어떻게 끝났는지는 남아 있지만 결과와 로그는 잃었습니다.</translation>
    </message>
    <message>
        <source>The journal was damaged: how 1 record ended stands, but its result and log are lost.</source>
        <translation>실행 기록이 손상되었습니다. 레코드 1개가 어떻게 끝났는지는 남아 있지만 결과와 로그는 잃었습니다.</translation>
    </message>
    <message>
        <source>It is kept as “%1”.</source>
        <translation>“%1”(으)로 보관했습니다.</translation>
    </message>
    <message>
        <source>Another Batchdeck is at work with the journal “%1”. Close it first, or watch the run there.</source>
        <translation>다른 Batchdeck이 “%1” 실행 기록을 쓰고 있습니다. 먼저 닫거나 그쪽에서 확인해 주세요.</translation>
    </message>
    <message>
        <source>The journal “%1” cannot be renamed to “%2”: %3.</source>
        <translation>실행 기록 “%1”의 이름을 “%2”(으)로 바꿀 수 없습니다: %3.</translation>
    </message>
    <message>
        <source>The journal “%1” cannot be read: %2.</source>
        <translation>실행 기록 “%1”을(를) 읽을 수 없습니다: %2.</translation>
    </message>
    <message>
        <source>The journal “%1” is damaged: %2.</source>
        <translation>실행 기록 “%1”이(가) 손상되었습니다: %2.</translation>
    </message>
    <message>
        <source>The journal “%1” cannot be read or written: %2.</source>
        <translation>실행 기록 “%1”을(를) 읽거나 쓸 수 없습니다: %2.</translation>
    </message>
    <message>
        <source>The journal “%1” exists already.</source>
        <translation>실행 기록 “%1”이(가) 이미 있습니다.</translation>
    </message>
    <message>
        <source>The journal “%1” cannot be made: %2.</source>
        <translation>실행 기록 “%1”을(를) 만들 수 없습니다: %2.</translation>
    </message>
    <message>
        <source>The folder “%1” for journals cannot be made.</source>
        <translation>실행 기록 폴더 “%1”을(를) 만들 수 없습니다.</translation>
    </message>
    <message>
        <source>The folder “%1” for journals is no folder.</source>
        <translation>실행 기록 폴더 “%1”은(는) 폴더가 아닙니다.</translation>
    </message>
    <message>
        <source>The folder “%1” for journals is open to others, and stays so: %2.</source>
        <translation>실행 기록 폴더 “%1”이(가) 다른 사람에게 열려 있고 닫을 수 없습니다: %2.</translation>
    </message>
    <message>
        <source>The journal “%1” was written by a newer Batchdeck. Open it with that one; it was not touched.</source>
        <translation>실행 기록 “%1”은(는) 더 새로운 Batchdeck이 썼습니다. 그것으로 열어 주세요. 이 파일은 건드리지 않았습니다.</translation>
    </message>
    <message>
        <source>“%1” is no journal of Batchdeck&apos;s. Name another file; this one was not touched.</source>
        <translation>“%1”은(는) Batchdeck의 실행 기록이 아닙니다. 다른 파일을 골라 주세요. 이 파일은 건드리지 않았습니다.</translation>
    </message>
    <message>
        <source>what it holds was altered</source>
        <translation>내용이 변경되었습니다</translation>
    </message>
    <message>
        <source>a part of it is missing</source>
        <translation>일부가 없습니다</translation>
    </message>
    <message>
        <source>another program has written to it</source>
        <translation>다른 프로그램이 그 파일에 썼습니다</translation>
    </message>
    <message>
        <source>it was deleted, renamed or replaced while the run went on</source>
        <translation>실행하는 동안 삭제되었거나 이름이 바뀌었거나 다른 파일로 바뀌었습니다</translation>
    </message>
    <message>
        <source>The statement has “:%1”, which is neither in the plan&apos;s &quot;bind&quot; nor a field of the record.</source>
        <translation>SQL 문에 “:%1”이(가) 있지만 실행 설정의 &quot;bind&quot;에도 레코드의 필드에도 없습니다.</translation>
    </message>
    <message>
        <source>There is no key to find rows by: they are inserted, and would be again.</source>
        <translation>행을 찾을 키가 없어 새로 넣습니다. 다시 실행하면 또 들어갑니다.</translation>
    </message>
    <message>
        <source>There was no key to find rows by: they were inserted, and would be again.</source>
        <translation>행을 찾을 키가 없어 새로 넣었습니다. 다시 실행하면 또 들어갑니다.</translation>
    </message>
    <message>
        <source>“%1” is longer than 1 MiB, which no such file is.</source>
        <translation>“%1” 파일이 1 MiB보다 깁니다. 이런 파일일 수 없습니다.</translation>
    </message>
    <message>
        <source>A row of a table is an object of its columns.</source>
        <translation>표의 행은 열 이름으로 된 객체여야 합니다.</translation>
    </message>
    <message>
        <source>The table has no column “%1”.</source>
        <translation>표에 “%1” 열이 없습니다.</translation>
    </message>
    <message>
        <source>Under “Records” this would be taken for something else: a text for the JSON that it holds, an object with a “messageId” and a “body” for a message.</source>
        <translation>“Records” 아래에서는 다른 것으로 읽힙니다. 글자는 그 안의 JSON으로, “messageId”와 “body”가 있는 객체는 메시지로 읽힙니다.</translation>
    </message>
    <message>
        <source>NAME=value is expected.</source>
        <translation>NAME=value 형식이어야 합니다.</translation>
    </message>
    <message>
        <source>%1 is there twice, with different values.</source>
        <translation>%1이(가) 서로 다른 값으로 두 번 있습니다.</translation>
    </message>
    <message>
        <source>line %1: %2</source>
        <translation>%1행: %2</translation>
    </message>
    <message>
        <source>“%1” is empty.</source>
        <translation>“%1” 파일이 비어 있습니다.</translation>
    </message>
    <message>
        <source>line %1: %2: %3</source>
        <translation>%1행 %2: %3</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>그 밖에 %1개</translation>
    </message>
    <message>
        <source>it is longer than 4 MiB, which no plan is.</source>
        <translation>4 MiB보다 깁니다. 실행 설정일 수 없습니다.</translation>
    </message>
    <message>
        <source>it is written in UTF-16; save it as UTF-8.</source>
        <translation>UTF-16으로 쓰여 있습니다. UTF-8로 저장해 주세요.</translation>
    </message>
    <message>
        <source>it is empty, where a plan, a JSON object, should be.</source>
        <translation>비어 있습니다. JSON 객체인 실행 설정이 있어야 합니다.</translation>
    </message>
    <message>
        <source>this is a batch, not a plan. A plan says what is done with the records: {&quot;operations&quot;: …}.</source>
        <translation>실행 설정이 아니라 배치입니다. 실행 설정은 레코드로 무엇을 할지 정합니다: {&quot;operations&quot;: …}.</translation>
    </message>
    <message>
        <source>a plan is a JSON object, {&quot;operations&quot;: …}, not %1.</source>
        <translation>실행 설정은 JSON 객체 {&quot;operations&quot;: …}여야 하는데 %1입니다.</translation>
    </message>
    <message>
        <source>this key is there twice; JSON would forget the first.</source>
        <translation>이 키가 두 번 있습니다. JSON에서는 앞의 것이 사라집니다.</translation>
    </message>
    <message>
        <source>an object is expected, such as {&quot;%1&quot;: &quot;%2&quot;}, not %3.</source>
        <translation>{&quot;%1&quot;: &quot;%2&quot;} 같은 객체여야 하는데 %3입니다.</translation>
    </message>
    <message>
        <source>this key is missing. It says what this is: %1.</source>
        <translation>이 키가 없습니다. 무엇인지 정하는 키입니다: %1.</translation>
    </message>
    <message>
        <source>“%1” is not known. %2</source>
        <translation>“%1”을(를) 알 수 없습니다. %2</translation>
    </message>
    <message>
        <source>a text is expected, not %1.</source>
        <translation>글자여야 하는데 %1입니다.</translation>
    </message>
    <message>
        <source>an object of connections by their names is expected, not %1.</source>
        <translation>이름별 연결의 객체여야 하는데 %1입니다.</translation>
    </message>
    <message>
        <source>a connection needs a name, and this one is empty.</source>
        <translation>연결에는 이름이 필요한데 비어 있습니다.</translation>
    </message>
    <message>
        <source>an object is expected that has an operation at least, such as {&quot;*&quot;: {&quot;kind&quot;: &quot;%1&quot;}}, not %2.</source>
        <translation>{&quot;*&quot;: {&quot;kind&quot;: &quot;%1&quot;}}처럼 작업이 하나 이상 있는 객체여야 하는데 %2입니다.</translation>
    </message>
    <message>
        <source>an operation needs a name, and this one is empty; &quot;*&quot; is for whatever has no other.</source>
        <translation>작업에는 이름이 필요한데 비어 있습니다. 나머지 모두에는 &quot;*&quot;을 씁니다.</translation>
    </message>
    <message>
        <source>“%1” is no connection of this plan. %2</source>
        <translation>“%1”은(는) 이 실행 설정의 연결이 아닙니다. %2</translation>
    </message>
    <message>
        <source>this names a connection, and the plan has none; add &quot;connections&quot;.</source>
        <translation>연결을 가리키지만 실행 설정에 연결이 없습니다. &quot;connections&quot;를 추가해 주세요.</translation>
    </message>
    <message>
        <source>this says when, and not what happens &quot;then&quot;: pause, drain or cancel.</source>
        <translation>언제인지만 있고 &quot;then&quot;에 무엇을 할지 없습니다: pause, drain, cancel 중 하나.</translation>
    </message>
    <message>
        <source>this says what happens then, and not when: add &quot;after&quot; or &quot;alike&quot;.</source>
        <translation>무엇을 할지만 있고 언제인지 없습니다. &quot;after&quot;나 &quot;alike&quot;를 추가해 주세요.</translation>
    </message>
    <message>
        <source>this names no field, so that one record would run for all the others; a field is written in braces, such as {id}.</source>
        <translation>필드가 없어 레코드 하나가 나머지를 모두 대신하게 됩니다. 필드는 {id}처럼 중괄호로 씁니다.</translation>
    </message>
    <message>
        <source>a plan is JSON, which has no comments; leave this one out.</source>
        <translation>실행 설정은 JSON이어서 주석을 쓸 수 없습니다. 지워 주세요.</translation>
    </message>
    <message>
        <source>the comma before this is one too many; JSON has none after the last item.</source>
        <translation>앞의 쉼표가 하나 많습니다. JSON에서는 마지막 항목 뒤에 쉼표가 없습니다.</translation>
    </message>
    <message>
        <source>JSON has its texts and keys in double quotes (&quot;).</source>
        <translation>JSON에서는 글자와 키를 큰따옴표(&quot;)로 묶습니다.</translation>
    </message>
    <message>
        <source>this is Python; JSON writes true, false and null.</source>
        <translation>Python 표기입니다. JSON에서는 true, false, null로 씁니다.</translation>
    </message>
    <message>
        <source>the plan ends in the middle; something that was opened is not closed.</source>
        <translation>실행 설정이 중간에 끝납니다. 열린 것이 닫히지 않았습니다.</translation>
    </message>
    <message>
        <source>it is nested more than %1 deep, which no plan is.</source>
        <translation>%1단계보다 깊습니다. 실행 설정일 수 없습니다.</translation>
    </message>
    <message>
        <source>this is no UTF-8, which a plan must be written in.</source>
        <translation>UTF-8이 아닙니다. 실행 설정은 UTF-8로 써야 합니다.</translation>
    </message>
    <message>
        <source>a number is too large for any computer.</source>
        <translation>컴퓨터가 다룰 수 없을 만큼 큰 숫자입니다.</translation>
    </message>
    <message>
        <source>text follows after the end of the plan, which is one object.</source>
        <translation>실행 설정은 객체 하나인데, 끝난 뒤에 글자가 더 있습니다.</translation>
    </message>
    <message>
        <source>this is no JSON: %1.</source>
        <translation>JSON이 아닙니다: %1.</translation>
    </message>
    <message>
        <source>this key is not known. %1</source>
        <translation>이 키를 알 수 없습니다. %1</translation>
    </message>
    <message>
        <source>this key is missing. %1</source>
        <translation>이 키가 없습니다. %1</translation>
    </message>
    <message>
        <source>this key is missing; it takes %1.</source>
        <translation>이 키가 없습니다. 필요한 값: %1.</translation>
    </message>
    <message>
        <source>%1 is expected, and this is empty.</source>
        <translation>%1 값이 필요한데 비어 있습니다.</translation>
    </message>
    <message>
        <source>the path of a file is expected, and this is empty.</source>
        <translation>파일 경로가 필요한데 비어 있습니다.</translation>
    </message>
    <message>
        <source>“%1” is none of the choices. %2</source>
        <translation>“%1”은(는) 고를 수 있는 값이 아닙니다. %2</translation>
    </message>
    <message>
        <source>what stands here</source>
        <translation>다른 값</translation>
    </message>
    <message>
        <source>records fill in values, and no piece of SQL. Write :%1 instead of %2, and %3 beside it.</source>
        <translation>레코드는 값만 채우고 SQL 조각은 채우지 않습니다. %2 대신 :%1을(를) 쓰고 그 옆에 %3을(를) 추가해 주세요.</translation>
    </message>
    <message>
        <source>the share must be from 0% to 100%, not %1.</source>
        <translation>비율은 0%부터 100%까지여야 하는데 %1입니다.</translation>
    </message>
    <message>
        <source>the number of records must be a whole one and 1 or more, not %1; a share of them is written as &quot;5%&quot;.</source>
        <translation>레코드 수는 1 이상의 정수여야 하는데 %1입니다. 비율은 &quot;5%&quot;처럼 씁니다.</translation>
    </message>
    <message>
        <source>a secret must not stand in a plan. Write %1 instead, and set that variable, or put it in a file .env beside the plan.</source>
        <translation>실행 설정에 비밀을 쓸 수 없습니다. 대신 %1을(를) 쓰고 그 변수를 설정하거나 실행 설정 옆의 .env 파일에 넣어 주세요.</translation>
    </message>
    <message>
        <source>a reference to a secret is expected, such as %1 or %2.</source>
        <translation>%1이나 %2처럼 비밀을 가리키는 값이어야 합니다.</translation>
    </message>
    <message>
        <source>a whole address, which could hold a password, must not stand in a plan. Write its parts as %1 and leave all of these out.</source>
        <translation>암호가 들어 있을 수 있는 전체 주소는 실행 설정에 쓸 수 없습니다. 나누어 써 주세요: %1.</translation>
    </message>
    <message>
        <source>the template is wrong at %1</source>
        <translation>서식이 잘못되었습니다: %1</translation>
    </message>
    <message>
        <source>character %1: %2</source>
        <translation>%1번째 글자: %2</translation>
    </message>
    <message>
        <source>{@attempt} is not known here: this is filled in before there is an attempt.</source>
        <translation>{@attempt}는 여기서 쓸 수 없습니다. 시도하기 전에 채워집니다.</translation>
    </message>
    <message>
        <source>“}” closes nothing; a brace itself is written “}}”.</source>
        <translation>“}”로 닫을 것이 없습니다. 중괄호 자체는 “}}”로 씁니다.</translation>
    </message>
    <message>
        <source>the name of a field is expected after “{”; a brace itself is written “{{”.</source>
        <translation>“{” 뒤에 필드 이름이 필요합니다. 중괄호 자체는 “{{”로 씁니다.</translation>
    </message>
    <message>
        <source>“%1” is not known. %2 A field of that name is written in quotes: {&quot;%3&quot;}.</source>
        <translation>“%1”을(를) 알 수 없습니다. %2 그런 이름의 필드는 따옴표로 씁니다: {&quot;%3&quot;}.</translation>
    </message>
    <message>
        <source>“%1” is no conversion. %2</source>
        <translation>“%1”은(는) 변환이 아닙니다. %2</translation>
    </message>
    <message>
        <source>“{” is never closed; “}” is expected after “%1”.</source>
        <translation>“{”가 닫히지 않았습니다. “%1” 뒤에 “}”가 필요합니다.</translation>
    </message>
    <message>
        <source>“.”, “:” or “}” is expected after a field&apos;s name, not “%1”.</source>
        <translation>필드 이름 뒤에는 “.”, “:”, “}” 중 하나가 필요한데 “%1”입니다.</translation>
    </message>
    <message>
        <source>the quote is never closed.</source>
        <translation>따옴표가 닫히지 않았습니다.</translation>
    </message>
    <message>
        <source>the name of a field is expected here.</source>
        <translation>여기에 필드 이름이 필요합니다.</translation>
    </message>
    <message>
        <source>spaces around a field&apos;s name: write {%1}, or {&quot;%2&quot;} where they belong to it.</source>
        <translation>필드 이름 앞뒤에 빈칸이 있습니다. {%1}로 쓰거나, 빈칸도 이름이면 {&quot;%2&quot;}로 써 주세요.</translation>
    </message>
    <message>
        <source>a whole number from %1 to %2</source>
        <translation>%1부터 %2까지의 정수</translation>
    </message>
    <message>
        <source>a whole number, %1 or more</source>
        <translation>%1 이상의 정수</translation>
    </message>
    <message>
        <source>a number from %1 to %2</source>
        <translation>%1부터 %2까지의 숫자</translation>
    </message>
    <message>
        <source>a number above %1, %2 at most</source>
        <translation>%1보다 크고 %2 이하인 숫자</translation>
    </message>
    <message>
        <source>a number, %1 or more</source>
        <translation>%1 이상의 숫자</translation>
    </message>
    <message>
        <source>a number above %1</source>
        <translation>%1보다 큰 숫자</translation>
    </message>
    <message>
        <source>a list of %1</source>
        <translation>%1의 목록</translation>
    </message>
    <message>
        <source>an object of %1</source>
        <translation>%1의 객체</translation>
    </message>
    <message>
        <source>a connection&apos;s name</source>
        <translation>연결 이름</translation>
    </message>
    <message>
        <source>the path of a file</source>
        <translation>파일 경로</translation>
    </message>
    <message>
        <source>texts</source>
        <translation>글자들</translation>
    </message>
    <message>
        <source>a number of records, such as 10, or a share of them, such as &quot;5%&quot;</source>
        <translation>10 같은 레코드 수나 &quot;5%&quot; 같은 비율</translation>
    </message>
    <message>
        <source>&quot;notNull&quot; or an object of places and values such as {&quot;/ok&quot;: true}</source>
        <translation>&quot;notNull&quot;이나 {&quot;/ok&quot;: true}처럼 자리와 값의 객체</translation>
    </message>
    <message>
        <source>a reference such as {&quot;env&quot;: &quot;NAME&quot;} or {&quot;keychain&quot;: &quot;ENTRY&quot;}</source>
        <translation>{&quot;env&quot;: &quot;NAME&quot;}이나 {&quot;keychain&quot;: &quot;ENTRY&quot;} 같은 참조</translation>
    </message>
    <message>
        <source>The number of jobs must be from 1 to %1, not %2.</source>
        <translation>동시 실행은 1부터 %1까지여야 하는데 %2입니다.</translation>
    </message>
    <message>
        <source>The number of attempts must be from 1 to %1, not %2; 1 means no retry.</source>
        <translation>시도 횟수는 1부터 %1까지여야 하는데 %2입니다. 1이면 재시도하지 않습니다.</translation>
    </message>
    <message>
        <source>The rate must be from 0.0001 to 1000000000 starts a second, not %1; leave it out for no limit.</source>
        <translation>초당 시작 수는 0.0001부터 1000000000까지여야 하는데 %1입니다. 제한이 없으면 쓰지 마세요.</translation>
    </message>
    <message>
        <source>The number of failures to stop after must be 1 or more, not %1.</source>
        <translation>멈출 실패 수는 1 이상이어야 하는데 %1입니다.</translation>
    </message>
    <message>
        <source>The percentage of failures to stop after must be from 0 to 100, not %1.</source>
        <translation>멈출 실패 비율은 0부터 100까지여야 하는데 %1입니다.</translation>
    </message>
    <message>
        <source>The number of failures alike to stop after must be 1 or more, not %1.</source>
        <translation>멈출 같은 실패 수는 1 이상이어야 하는데 %1입니다.</translation>
    </message>
    <message>
        <source>The %1 must be %2, not %3 seconds.</source>
        <translation>%1은(는) %2여야 하는데 %3초입니다.</translation>
    </message>
    <message>
        <source>The %1 must be a century at most, not %2 seconds.</source>
        <translation>%1은(는) 100년 이하여야 하는데 %2초입니다.</translation>
    </message>
    <message>
        <source>time for clean-up</source>
        <translation>정리 시간</translation>
    </message>
    <message>
        <source>delay before a retry</source>
        <translation>재시도 전 대기 시간</translation>
    </message>
    <message>
        <source>longest delay before a retry</source>
        <translation>재시도 전 최대 대기 시간</translation>
    </message>
    <message>
        <source>0 or more</source>
        <translation>0 이상</translation>
    </message>
    <message>
        <source>more than 0</source>
        <translation>0보다 큰 값</translation>
    </message>
    <message>
        <source>The journal “%1” cannot be removed.</source>
        <translation>실행 기록 “%1”을(를) 지울 수 없습니다.</translation>
    </message>
    <message>
        <source>There is no folder “%1” for the journal. Make it, or name a file in another one.</source>
        <translation>실행 기록을 둘 폴더 “%1”이(가) 없습니다. 만들거나 다른 폴더의 파일을 골라 주세요.</translation>
    </message>
    <message>
        <source>“%1” is a copy of the journal “%2”. Go on with that one, or remove it first: what both do would be done twice.</source>
        <translation>“%1”은(는) 실행 기록 “%2”의 사본입니다. 두 쪽에서 이어 가면 같은 일이 두 번 되므로, 원본으로 이어 가거나 원본을 먼저 지우십시오.</translation>
    </message>
    <message>
        <source>“%1” is a copy of the journal “%2”, and is left alone.</source>
        <translation>“%1”은(는) 실행 기록 “%2”의 사본이어서 그대로 둡니다.</translation>
    </message>
    <message>
        <source>Two rows have one key.</source>
        <translation>두 행의 키가 같습니다.</translation>
    </message>
    <message>
        <source>The journal “%1” was moved without “%2”, which has the latest of what happened. Move that as well, to “%1-wal”.</source>
        <translation>실행 기록 “%1”만 옮겨지고, 최근 일이 담긴 “%2”은(는) 남아 있습니다. 그 파일도 “%1-wal”(으)로 옮기십시오.</translation>
    </message>
    <message>
        <source>The journal “%1” is gone: Batchdeck ended while another one was to take its place. What it was is “%2”: rename it back to go on.</source>
        <translation>실행 기록 “%1”이(가) 없습니다. 다른 실행 기록으로 바뀌는 도중에 Batchdeck이 끝났습니다. 원래 기록은 “%2”에 있으니, 이름을 되돌리면 이어서 실행할 수 있습니다.</translation>
    </message>
    <message>
        <source>The journal “%1” is gone, but not “%2”, which has the latest of what happened. Put the two together again.</source>
        <translation>실행 기록 “%1”은(는) 없고, 최근 일이 담긴 “%2”만 남아 있습니다. 두 파일을 다시 한곳에 두십시오.</translation>
    </message>
    <message>
        <source>a name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>names</source>
        <translation>이름들</translation>
    </message>
    <message>
        <source>a value</source>
        <translation>값</translation>
    </message>
    <message>
        <source>values</source>
        <translation>값들</translation>
    </message>
    <message>
        <source>whole numbers</source>
        <translation>정수들</translation>
    </message>
    <message>
        <source>numbers</source>
        <translation>숫자들</translation>
    </message>
    <message>
        <source>URLs</source>
        <translation>URL들</translation>
    </message>
    <message>
        <source>paths</source>
        <translation>경로들</translation>
    </message>
    <message>
        <source>a URL that begins with http:// or https://</source>
        <translation>http:// 또는 https://로 시작하는 URL</translation>
    </message>
    <message>
        <source>connections&apos; names</source>
        <translation>연결 이름들</translation>
    </message>
    <message>
        <source>no keychain is to be reached (%1). A variable of the environment needs none.</source>
        <translation>키체인에 연결할 수 없습니다(%1). 환경 변수를 쓰면 키체인이 없어도 됩니다.</translation>
    </message>
    <message>
        <source>access to it was denied.</source>
        <translation>접근이 거부되었습니다.</translation>
    </message>
    <message>
        <source>in “%1”: nothing: it has no rows</source>
        <translation>“%1”에서: 아무것도 하지 않습니다. 행이 없습니다</translation>
    </message>
    <message>
        <source>in “%1”: %2; where the table has a key, a row with the same one is updated instead</source>
        <translation>“%1”에서: %2; 테이블에 키가 있으면 키가 같은 행은 대신 수정됩니다</translation>
    </message>
    <message>
        <source>in “%1”: %2; where the table has a key, a row with the same one stays as it is</source>
        <translation>“%1”에서: %2; 테이블에 키가 있으면 키가 같은 행은 그대로 둡니다</translation>
    </message>
    <message>
        <source>in “%1”: %2</source>
        <translation>“%1”에서: %2</translation>
    </message>
    <message>
        <source>it is missing, or locked. The plan&apos;s form puts it there: Plan…, then Store…</source>
        <translation>그런 항목이 없거나 잠겨 있습니다. 실행 설정… 양식의 저장…으로 넣어 주세요</translation>
    </message>
    <message>
        <source>the keychain did not take it.</source>
        <translation>키체인에 저장하지 못했습니다.</translation>
    </message>
</context>
<context>
    <name>batchdeck::Desktop</name>
    <message>
        <source>%1 is done</source>
        <translation>%1 배치가 끝났습니다</translation>
    </message>
    <message>
        <source>A batch is running</source>
        <translation>배치를 실행하고 있습니다</translation>
    </message>
    <message>
        <source>%1 waits for you</source>
        <translation>%1 배치가 확인을 기다립니다</translation>
    </message>
</context>
<context>
    <name>batchdeck::DetailsPane</name>
    <message>
        <source>It was asked to stop, and cleans up.</source>
        <translation>중단 요청을 받아 정리하는 중입니다.</translation>
    </message>
    <message>
        <source>It was asked to stop, and its clean-up takes longer than it may. It keeps its slot until it ends, or until you give it up: its row’s menu does that, and nobody will know then whether it took effect.</source>
        <translation>중단 요청을 받았지만 정리가 허용된 시간보다 오래 걸립니다. 끝나거나 포기할 때까지 자리를 차지합니다. 행의 메뉴에서 포기할 수 있으며, 그러면 적용되었는지 알 수 없게 됩니다.</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>레코드</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>결과</translation>
    </message>
    <message>
        <source>Tries</source>
        <translation>시도</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>로그</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>오류</translation>
    </message>
    <message>
        <source>#%1</source>
        <translation>#%1</translation>
    </message>
    <message>
        <source>Tries %1</source>
        <translation>시도 %1</translation>
    </message>
    <message>
        <source>Of try %1</source>
        <translation>시도 %1</translation>
    </message>
    <message>
        <source>Of an end without a try</source>
        <translation>시도 없이 끝남</translation>
    </message>
    <message>
        <source>Not tried yet. Each try will be listed here: when, how long, and how it ended.</source>
        <translation>아직 시도하지 않았습니다. 시도할 때마다 언제, 얼마나 걸려, 어떻게 끝났는지 여기에 표시됩니다.</translation>
    </message>
    <message>
        <source>Its result will be shown here when it has one.</source>
        <translation>결과가 나오면 여기에 표시됩니다.</translation>
    </message>
    <message>
        <source>It shares the result of #%1.</source>
        <translation>#%1의 결과를 함께 씁니다.</translation>
    </message>
    <message>
        <source>It ended without a result.</source>
        <translation>결과 없이 끝났습니다.</translation>
    </message>
    <message>
        <source>What comes of it will be shown here.</source>
        <translation>처리 결과가 여기에 표시됩니다.</translation>
    </message>
    <message>
        <source>It has written nothing to its log yet.</source>
        <translation>아직 로그에 쓴 것이 없습니다.</translation>
    </message>
    <message>
        <source>It wrote nothing to its log.</source>
        <translation>로그에 쓴 것이 없습니다.</translation>
    </message>
    <message>
        <source>What it writes to its log will be shown here, line by line.</source>
        <translation>로그가 한 줄씩 여기에 표시됩니다.</translation>
    </message>
    <message>
        <source>It went well.</source>
        <translation>문제없이 끝났습니다.</translation>
    </message>
    <message>
        <source>What goes wrong will be told here: what it was, and what to do.</source>
        <translation>문제가 생기면 무엇이 잘못되었고 어떻게 하면 되는지 여기에 표시됩니다.</translation>
    </message>
    <message>
        <source>It is at work again.</source>
        <translation>다시 진행 중입니다.</translation>
    </message>
    <message>
        <source>It will be tried again.</source>
        <translation>재시도할 것입니다.</translation>
    </message>
    <message>
        <source>It waits to be run again.</source>
        <translation>다시 실행하려고 대기 중입니다.</translation>
    </message>
    <message>
        <source>%1 Before that it ended like this:</source>
        <translation>%1 그 전에는 이렇게 끝났습니다:</translation>
    </message>
    <message>
        <source>%1 Try %2 ended like this:</source>
        <translation>%1 시도 %2은(는) 이렇게 끝났습니다:</translation>
    </message>
</context>
<context>
    <name>batchdeck::DoubtsBar</name>
    <message>
        <source>1 record is in doubt: it may have taken effect, and nobody saw how it ended.</source>
        <translation>결과 불명 1건: 반영되었을 수 있지만 어떻게 끝났는지 확인하지 못했습니다.</translation>
    </message>
    <message>
        <source>%1 records are in doubt: they may have taken effect, and nobody saw how they ended.</source>
        <translation>결과 불명 %1건: 반영되었을 수 있지만 어떻게 끝났는지 확인하지 못했습니다.</translation>
    </message>
    <message>
        <source>Their operation is looking what became of them.</source>
        <translation>처리 결과를 확인하고 있습니다.</translation>
    </message>
    <message>
        <source>Find out what became of them, and say so. No retry reaches them before that.</source>
        <translation>어떻게 되었는지 알아보고 정하십시오. 그 전에는 재시도하지 않습니다.</translation>
    </message>
    <message>
        <source>Their operation leaves no mark by which it could tell what became of them.</source>
        <translation>결과를 알 수 있는 표시를 남기지 않는 작업이어서 확인할 수 없습니다.</translation>
    </message>
    <message>
        <source>Show It</source>
        <translation>해당 레코드 보기</translation>
    </message>
    <message>
        <source>Show Them</source>
        <translation>해당 레코드 보기</translation>
    </message>
    <message>
        <source>Its operation is looking what became of it.</source>
        <translation>처리 결과를 확인하고 있습니다.</translation>
    </message>
    <message>
        <source>Find out what became of it, and say so. No retry reaches it before that.</source>
        <translation>어떻게 되었는지 알아보고 정하십시오. 그 전에는 재시도하지 않습니다.</translation>
    </message>
    <message>
        <source>Its operation leaves no mark by which it could tell what became of it.</source>
        <translation>결과를 알 수 있는 표시를 남기지 않는 작업이어서 확인할 수 없습니다.</translation>
    </message>
</context>
<context>
    <name>batchdeck::EditDialog</name>
    <message>
        <source>Edit and Retry</source>
        <translation>고쳐서 재시도</translation>
    </message>
    <message>
        <source>%1  #%2</source>
        <translation>%1  #%2</translation>
    </message>
    <message>
        <source>This record is too long to be edited here: mend the file, and open it again.</source>
        <translation>레코드가 너무 길어 여기에서 고칠 수 없습니다. 파일을 고쳐서 다시 여십시오.</translation>
    </message>
    <message>
        <source>Run it once more, as it stands here (Ctrl+Enter)</source>
        <translation>여기에 적힌 대로 다시 실행합니다 (Ctrl+Enter)</translation>
    </message>
    <message>
        <source>The file stays as it is. “Save Failed…” writes what is changed here.</source>
        <translation>파일은 그대로입니다. 고친 내용은 “실패한 것 저장…”에 쓰입니다.</translation>
    </message>
</context>
<context>
    <name>batchdeck::ErrorAdvice</name>
    <message>
        <source>A value does not fit its column.</source>
        <translation>값이 열에 맞지 않습니다.</translation>
    </message>
    <message>
        <source>A value is missing that the table must have.</source>
        <translation>테이블에 꼭 필요한 값이 없습니다.</translation>
    </message>
    <message>
        <source>A row points to another one that is not there.</source>
        <translation>존재하지 않는 행을 가리키는 행이 있습니다.</translation>
    </message>
    <message>
        <source>A row with this key is there already.</source>
        <translation>같은 키를 가진 행이 이미 있습니다.</translation>
    </message>
    <message>
        <source>A row breaks a rule of its table.</source>
        <translation>테이블의 규칙에 어긋나는 행이 있습니다.</translation>
    </message>
    <message>
        <source>The key to find rows by is missing.</source>
        <translation>행을 찾을 키가 없습니다.</translation>
    </message>
    <message>
        <source>The record has no rows that could be written.</source>
        <translation>레코드에 쓸 수 있는 행이 없습니다.</translation>
    </message>
    <message>
        <source>The database does not allow this user to do that.</source>
        <translation>이 사용자에게는 데이터베이스 권한이 없습니다.</translation>
    </message>
    <message>
        <source>The database does not know a table, a column or a word of it.</source>
        <translation>데이터베이스에 없는 테이블, 열 또는 단어가 있습니다.</translation>
    </message>
    <message>
        <source>The database does not let this user in.</source>
        <translation>데이터베이스가 이 사용자의 접속을 허용하지 않습니다.</translation>
    </message>
    <message>
        <source>There is no such database.</source>
        <translation>그런 데이터베이스가 없습니다.</translation>
    </message>
    <message>
        <source>The database can only be read.</source>
        <translation>읽기 전용 데이터베이스입니다.</translation>
    </message>
    <message>
        <source>The plan has no such connection.</source>
        <translation>실행 설정에 그런 연결이 없습니다.</translation>
    </message>
    <message>
        <source>What this computer needs to reach the database is not installed.</source>
        <translation>데이터베이스에 연결하는 데 필요한 것이 이 컴퓨터에 설치되어 있지 않습니다.</translation>
    </message>
    <message>
        <source>The connection to the database failed.</source>
        <translation>데이터베이스에 연결하지 못했습니다.</translation>
    </message>
    <message>
        <source>Another transaction was in its way.</source>
        <translation>다른 트랜잭션과 충돌했습니다.</translation>
    </message>
    <message>
        <source>Another transaction holds what it needs.</source>
        <translation>필요한 것을 다른 트랜잭션이 잡고 있습니다.</translation>
    </message>
    <message>
        <source>The database has no room or no connection left.</source>
        <translation>데이터베이스에 남은 공간이나 연결이 없습니다.</translation>
    </message>
    <message>
        <source>The database ended it.</source>
        <translation>데이터베이스가 중단했습니다.</translation>
    </message>
    <message>
        <source>The database refused it.</source>
        <translation>데이터베이스가 거부했습니다.</translation>
    </message>
    <message>
        <source>The operation raised an error.</source>
        <translation>작업에서 오류가 났습니다.</translation>
    </message>
    <message>
        <source>A password that the plan refers to was not found.</source>
        <translation>실행 설정이 가리키는 비밀번호를 찾지 못했습니다.</translation>
    </message>
    <message>
        <source>The record asks for what the plan does not have.</source>
        <translation>레코드가 실행 설정에 없는 작업을 요구합니다.</translation>
    </message>
    <message>
        <source>The plan does not fit this record.</source>
        <translation>실행 설정이 이 레코드에 맞지 않습니다.</translation>
    </message>
    <message>
        <source>The record lacks a field that the plan asks for.</source>
        <translation>실행 설정에 필요한 필드가 레코드에 없습니다.</translation>
    </message>
    <message>
        <source>A field of the record makes no sense.</source>
        <translation>레코드의 필드 값이 올바르지 않습니다.</translation>
    </message>
    <message>
        <source>It was done, but the plan does not call its result a success.</source>
        <translation>처리는 되었지만 실행 설정의 성공 조건에 맞지 않습니다.</translation>
    </message>
    <message>
        <source>It took too long and was stopped.</source>
        <translation>너무 오래 걸려 중지했습니다.</translation>
    </message>
    <message>
        <source>Somebody marked it as failed.</source>
        <translation>사용자가 실패로 표시했습니다.</translation>
    </message>
    <message>
        <source>It was cancelled.</source>
        <translation>취소했습니다.</translation>
    </message>
    <message>
        <source>It did not fail: the round ended before it could.</source>
        <translation>실패한 것이 아니라, 그 전에 실행이 끝났습니다.</translation>
    </message>
    <message>
        <source>Nothing was written; what had been begun was rolled back.</source>
        <translation>저장된 내용은 없습니다. 트랜잭션을 롤백했습니다.</translation>
    </message>
    <message>
        <source>Nobody knows whether it took effect.</source>
        <translation>반영되었는지 알 수 없습니다.</translation>
    </message>
    <message>
        <source>Retrying will fail again until the data changes.</source>
        <translation>데이터를 고치지 않으면 다시 시도해도 같은 오류가 납니다.</translation>
    </message>
    <message>
        <source>Retrying will fail again until the plan is mended.</source>
        <translation>실행 설정을 고치지 않으면 다시 시도해도 같은 오류가 납니다.</translation>
    </message>
    <message>
        <source>Make room, or let fewer run at once, and then retry.</source>
        <translation>공간을 확보하거나 동시 실행을 줄인 뒤 재시도하십시오.</translation>
    </message>
    <message>
        <source>Trying again may help.</source>
        <translation>다시 시도하면 될 수 있습니다.</translation>
    </message>
    <message>
        <source>Give it more time, or find out what it waited for, and then retry.</source>
        <translation>제한 시간을 늘리거나 무엇을 기다렸는지 확인한 뒤 재시도하십시오.</translation>
    </message>
    <message>
        <source>Look where it should have taken effect before it runs again.</source>
        <translation>다시 실행하기 전에 반영되었어야 할 곳을 확인하십시오.</translation>
    </message>
    <message>
        <source>See what it says, and retry when that is mended.</source>
        <translation>내용을 확인하고, 고친 뒤 재시도하십시오.</translation>
    </message>
    <message>
        <source>Mend it in the file and open that again. The other records run without it.</source>
        <translation>파일에서 고친 뒤 다시 여십시오. 다른 레코드는 이것 없이 실행됩니다.</translation>
    </message>
    <message>
        <source>This entry is no record.</source>
        <translation>이 원본은 레코드가 아닙니다.</translation>
    </message>
    <message>
        <source>It was given up before it ended.</source>
        <translation>끝나기 전에 포기했습니다.</translation>
    </message>
    <message>
        <source>It ended, and how is not known.</source>
        <translation>끝났지만 결과를 알 수 없습니다.</translation>
    </message>
    <message>
        <source>It failed.</source>
        <translation>실패했습니다.</translation>
    </message>
</context>
<context>
    <name>batchdeck::ErrorPane</name>
    <message>
        <source>Show %1 Like This</source>
        <translation>같은 오류 %1건 보기</translation>
    </message>
</context>
<context>
    <name>batchdeck::FailureField</name>
    <message>
        <source>Pause the run after</source>
        <translation>다음의 경우 일시정지</translation>
    </message>
    <message>
        <source>Finish what runs and skip the rest after</source>
        <translation>다음의 경우 진행 중인 것만 끝내고 나머지는 건너뜀</translation>
    </message>
    <message>
        <source>Cancel what runs and skip the rest after</source>
        <translation>다음의 경우 진행 중인 것을 중단하고 나머지는 건너뜀</translation>
    </message>
    <message>
        <source>End the run at the first success</source>
        <translation>첫 성공에서 실행 마침</translation>
    </message>
    <message>
        <source>Never: each record is on its own</source>
        <translation>멈추지 않음: 레코드마다 따로</translation>
    </message>
</context>
<context>
    <name>batchdeck::FailureModel</name>
    <message>
        <source>Error</source>
        <translation>오류</translation>
    </message>
    <message>
        <source>Other errors, each unlike the rest</source>
        <translation>서로 다른 나머지 오류</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>종류</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>레코드</translation>
    </message>
    <message>
        <source>First</source>
        <translation>처음</translation>
    </message>
    <message>
        <source>Last</source>
        <translation>마지막</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>batchdeck::FailureText</name>
    <message>
        <source>never</source>
        <translation>안 함</translation>
    </message>
    <message>
        <source>first success</source>
        <translation>첫 성공</translation>
    </message>
    <message>
        <source>%1 alike</source>
        <translation>같은 오류 %1건</translation>
    </message>
    <message>
        <source>%1%</source>
        <translation>%1%</translation>
    </message>
    <message>
        <source>%1 in all</source>
        <translation>모두 %1건</translation>
    </message>
    <message>
        <source>the first</source>
        <translation>첫 실패</translation>
    </message>
    <message>
        <source> or </source>
        <translation> 또는 </translation>
    </message>
    <message>
        <source>%1: finish</source>
        <translation>%1: 끝내기</translation>
    </message>
    <message>
        <source>%1: cancel</source>
        <translation>%1: 중단</translation>
    </message>
    <message>
        <source>%1 × %2</source>
        <translation>%1 × %2</translation>
    </message>
    <message>
        <source>%1&#xa0;kinds&#xa0;more</source>
        <translation>그&#xa0;밖에&#xa0;%1가지</translation>
    </message>
</context>
<context>
    <name>batchdeck::FailuresPane</name>
    <message>
        <source>%1 kinds of failure</source>
        <translation>실패 유형 %1개</translation>
    </message>
    <message>
        <source>Show These %1</source>
        <translation>%1건 보기</translation>
    </message>
    <message>
        <source>Show These</source>
        <translation>보기</translation>
    </message>
    <message>
        <source>Choose a kind of failure first</source>
        <translation>먼저 실패 유형을 선택하십시오</translation>
    </message>
    <message>
        <source>No record stands so any more</source>
        <translation>이제 이런 레코드가 없습니다</translation>
    </message>
    <message>
        <source>Show only these records in the table</source>
        <translation>표에서 이 레코드만 봅니다</translation>
    </message>
    <message>
        <source>Retry These %1</source>
        <translation>%1건 재시도</translation>
    </message>
    <message>
        <source>Retry These</source>
        <translation>재시도</translation>
    </message>
    <message>
        <source>What is in doubt may have taken effect, and an invalid entry cannot run</source>
        <translation>결과 불명은 이미 반영되었을 수 있고, 형식 오류는 실행할 수 없습니다</translation>
    </message>
    <message>
        <source>Run these records again</source>
        <translation>이 레코드를 다시 실행합니다</translation>
    </message>
    <message>
        <source>Nothing has gone wrong. What does is grouped here by its error.</source>
        <translation>잘못된 것이 없습니다. 문제가 생기면 오류별로 여기에 묶입니다.</translation>
    </message>
    <message>
        <source>Show This Record</source>
        <translation>1건 보기</translation>
    </message>
    <message>
        <source>Retry This Record</source>
        <translation>1건 재시도</translation>
    </message>
    <message>
        <source>Show only this record in the table</source>
        <translation>표에서 이 레코드만 봅니다</translation>
    </message>
    <message>
        <source>Run this record again</source>
        <translation>이 레코드를 다시 실행합니다</translation>
    </message>
</context>
<context>
    <name>batchdeck::FilterBar</name>
    <message>
        <source>%1  %2</source>
        <translation>%1  %2</translation>
    </message>
</context>
<context>
    <name>batchdeck::FilterChip</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>batchdeck::HeldSlots</name>
    <message>
        <source>%1 do not stop</source>
        <translation>%1건이 멈추지 않음</translation>
    </message>
    <message>
        <source>1 does not stop</source>
        <translation>1건이 멈추지 않음</translation>
    </message>
    <message>
        <source>What does not stop keeps its slot until it ends, or until you give it up: its row’s menu does that.</source>
        <translation>멈추지 않는 것은 끝나거나 포기할 때까지 자리를 차지합니다. 행의 메뉴에서 포기할 수 있습니다.</translation>
    </message>
    <message>
        <source>limits let no more run</source>
        <translation>한도 때문에 더 시작하지 않음</translation>
    </message>
    <message>
        <source>Fewer are at work now: the plan’s limits let no more run at once, such as for %1.</source>
        <translation>지금은 더 적게 진행 중입니다. 실행 설정의 한도(예: %1) 때문에 한 번에 더 실행할 수 없습니다.</translation>
    </message>
    <message>
        <source>a target asks to wait</source>
        <translation>대상이 기다리라고 함</translation>
    </message>
    <message>
        <source>Fewer are at work now: %1 asks to wait.</source>
        <translation>지금은 더 적게 진행 중입니다. %1에서 기다려 달라고 했습니다.</translation>
    </message>
</context>
<context>
    <name>batchdeck::JournalMove</name>
    <message>
        <source>Move the Journal</source>
        <translation>실행 기록 옮기기</translation>
    </message>
    <message>
        <source>Journals (%1)</source>
        <translation>실행 기록 (%1)</translation>
    </message>
</context>
<context>
    <name>batchdeck::JsonPane</name>
    <message>
        <source>Copy Value</source>
        <translation>값 복사</translation>
    </message>
    <message>
        <source>Copy as {Field} of a Plan</source>
        <translation>실행 설정의 {필드}로 복사</translation>
    </message>
</context>
<context>
    <name>batchdeck::JsonTree</name>
    <message>
        <source>1 field</source>
        <translation>필드 1개</translation>
    </message>
    <message>
        <source>%1 fields</source>
        <translation>필드 %1개</translation>
    </message>
    <message>
        <source>1 item</source>
        <translation>항목 1개</translation>
    </message>
    <message>
        <source>%1 items</source>
        <translation>항목 %1개</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>필드</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>값</translation>
    </message>
</context>
<context>
    <name>batchdeck::KeyTexts</name>
    <message>
        <source>A variable’s name is made of letters, digits and _, and does not begin with a digit.</source>
        <translation>변수 이름은 영문자, 숫자, _로 적고 숫자로 시작하지 마십시오.</translation>
    </message>
    <message>
        <source>Name the variable.</source>
        <translation>변수 이름을 적으십시오.</translation>
    </message>
    <message>
        <source>Name the entry.</source>
        <translation>항목 이름을 적으십시오.</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>예</translation>
    </message>
    <message>
        <source>No</source>
        <translation>아니요</translation>
    </message>
    <message>
        <source>Not said</source>
        <translation>정하지 않음</translation>
    </message>
    <message>
        <source>%1, as usual</source>
        <translation>%1 (기본값)</translation>
    </message>
    <message>
        <source>None</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>Environment variable</source>
        <translation>환경 변수</translation>
    </message>
    <message>
        <source>Keychain entry</source>
        <translation>키체인 항목</translation>
    </message>
    <message>
        <source>A plan never holds a password. A variable is also looked for in the file .env beside the plan.</source>
        <translation>실행 설정에는 비밀번호를 넣지 않습니다. 환경 변수는 실행 설정 옆의 .env 파일에서도 찾습니다.</translation>
    </message>
    <message>
        <source>Store…</source>
        <translation>저장…</translation>
    </message>
    <message>
        <source>Put the password into the desktop’s keychain under this name</source>
        <translation>이 이름으로 비밀번호를 바탕 화면의 키체인에 저장합니다</translation>
    </message>
    <message>
        <source>Name of the variable or entry</source>
        <translation>환경 변수나 키체인 항목의 이름</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>선택…</translation>
    </message>
    <message>
        <source>Schema for editors</source>
        <translation>편집기용 스키마</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>대상</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>동시 실행</translation>
    </message>
    <message>
        <source>Timeout, seconds</source>
        <translation>제한 시간(초)</translation>
    </message>
    <message>
        <source>Clean-up, seconds</source>
        <translation>정리 시간(초)</translation>
    </message>
    <message>
        <source>Starts a second</source>
        <translation>초당 시작 수</translation>
    </message>
    <message>
        <source>Deadline, seconds</source>
        <translation>마감 시간(초)</translation>
    </message>
    <message>
        <source>Tries in all</source>
        <translation>전체 시도 횟수</translation>
    </message>
    <message>
        <source>Delay, seconds</source>
        <translation>간격(초)</translation>
    </message>
    <message>
        <source>Delay grows</source>
        <translation>간격 증가 방식</translation>
    </message>
    <message>
        <source>Longest delay, seconds</source>
        <translation>최대 간격(초)</translation>
    </message>
    <message>
        <source>Random delay</source>
        <translation>무작위 간격</translation>
    </message>
    <message>
        <source>Retry timeouts</source>
        <translation>시간 초과도 재시도</translation>
    </message>
    <message>
        <source>Then</source>
        <translation>그다음</translation>
    </message>
    <message>
        <source>After so many</source>
        <translation>실패 수</translation>
    </message>
    <message>
        <source>After so many alike</source>
        <translation>같은 오류 수</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>동시 실행 한도</translation>
    </message>
    <message>
        <source>Share by</source>
        <translation>결과 공유 기준</translation>
    </message>
    <message>
        <source>Idempotent</source>
        <translation>반복해도 안전함</translation>
    </message>
    <message>
        <source>Success</source>
        <translation>성공 조건</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>데이터베이스</translation>
    </message>
    <message>
        <source>Make what is missing</source>
        <translation>없으면 만들기</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>호스트</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>포트</translation>
    </message>
    <message>
        <source>User</source>
        <translation>사용자</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>비밀번호</translation>
    </message>
    <message>
        <source>Encryption</source>
        <translation>암호화</translation>
    </message>
    <message>
        <source>Certificates</source>
        <translation>인증서</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>연결 수</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>연결</translation>
    </message>
    <message>
        <source>Schema</source>
        <translation>스키마</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>테이블</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>행</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>키</translation>
    </message>
    <message>
        <source>Row that is there</source>
        <translation>이미 있는 행</translation>
    </message>
    <message>
        <source>Set as well</source>
        <translation>함께 넣을 값</translation>
    </message>
    <message>
        <source>Statement</source>
        <translation>SQL 문</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>값</translation>
    </message>
    <message>
        <source>Rows of the answer</source>
        <translation>결과 행 수</translation>
    </message>
    <message>
        <source>Rows into a table</source>
        <translation>테이블에 행 넣기</translation>
    </message>
    <message>
        <source>A SQL statement</source>
        <translation>SQL 문 실행</translation>
    </message>
    <message>
        <source>Simulated</source>
        <translation>흉내 내기</translation>
    </message>
    <message>
        <source>SQLite file</source>
        <translation>SQLite 파일</translation>
    </message>
    <message>
        <source>PostgreSQL server</source>
        <translation>PostgreSQL 서버</translation>
    </message>
    <message>
        <source>MariaDB server</source>
        <translation>MariaDB 서버</translation>
    </message>
    <message>
        <source>How often a record is tried, and how long it waits in between.</source>
        <translation>레코드를 몇 번 시도하고 그 사이에 얼마나 기다릴지 정합니다.</translation>
    </message>
    <message>
        <source>Tries in all, the first included.</source>
        <translation>첫 시도를 포함한 전체 시도 횟수입니다.</translation>
    </message>
    <message>
        <source>Seconds before the second try.</source>
        <translation>두 번째 시도 전에 기다리는 시간(초)입니다.</translation>
    </message>
    <message>
        <source>How the delay grows from try to try.</source>
        <translation>시도할 때마다 간격이 늘어나는 방식입니다.</translation>
    </message>
    <message>
        <source>The longest delay, in seconds.</source>
        <translation>가장 긴 간격(초)입니다.</translation>
    </message>
    <message>
        <source>Whether a delay is anything from nothing to the whole, so that not all come at once.</source>
        <translation>한꺼번에 몰리지 않도록 간격을 0부터 전체 사이에서 무작위로 정할지 여부입니다.</translation>
    </message>
    <message>
        <source>Whether what timed out is tried again also where it is not idempotent.</source>
        <translation>반복이 안전하지 않은 작업도 시간 초과 시 다시 시도할지 여부입니다.</translation>
    </message>
    <message>
        <source>What happens after so many records went wrong.</source>
        <translation>실패가 쌓였을 때 어떻게 할지 정합니다.</translation>
    </message>
    <message>
        <source>Go on, pause, finish what runs, or cancel what runs; or one success is enough.</source>
        <translation>계속, 일시정지, 진행 중인 것만 끝내기, 중단 가운데 하나입니다. 한 건만 성공하면 되게 할 수도 있습니다.</translation>
    </message>
    <message>
        <source>So many records that went wrong, or such a share of all.</source>
        <translation>잘못된 레코드의 수나 전체에 대한 비율입니다.</translation>
    </message>
    <message>
        <source>So many failures of one kind in a row.</source>
        <translation>같은 오류가 연달아 난 횟수입니다.</translation>
    </message>
    <message>
        <source>Where editors find the schema of plans.</source>
        <translation>편집기가 실행 설정의 스키마를 찾는 곳입니다.</translation>
    </message>
    <message>
        <source>What tells a record from all others; else its messageId, its field id, or its row.</source>
        <translation>레코드를 구별하는 값입니다. 없으면 messageId, id 필드, 행 번호를 씁니다.</translation>
    </message>
    <message>
        <source>How a record is called; else its field label, or its id.</source>
        <translation>레코드를 부르는 이름입니다. 없으면 label 필드나 ID를 씁니다.</translation>
    </message>
    <message>
        <source>What a record works on: a server that asks for a pause stops all records of one target.</source>
        <translation>레코드가 처리하는 대상입니다. 서버가 잠시 기다리라고 하면 같은 대상의 레코드가 모두 기다립니다.</translation>
    </message>
    <message>
        <source>How many records run at once.</source>
        <translation>동시에 실행할 레코드 수입니다.</translation>
    </message>
    <message>
        <source>Seconds after which an attempt is stopped.</source>
        <translation>한 번의 시도를 멈추기까지의 시간(초)입니다.</translation>
    </message>
    <message>
        <source>Seconds that the clean-up of a stopped attempt may take.</source>
        <translation>멈춘 시도를 정리하는 데 쓸 수 있는 시간(초)입니다.</translation>
    </message>
    <message>
        <source>Attempts that start in a second, at most.</source>
        <translation>1초에 시작할 수 있는 최대 시도 수입니다.</translation>
    </message>
    <message>
        <source>Seconds after which nothing more starts.</source>
        <translation>더 이상 시작하지 않게 되는 시간(초)입니다.</translation>
    </message>
    <message>
        <source>How many records of one value run at once.</source>
        <translation>값이 같은 레코드를 동시에 몇 건 실행할지 정합니다.</translation>
    </message>
    <message>
        <source>The value that counts; a record that lacks it is not limited.</source>
        <translation>기준이 되는 값입니다. 이 값이 없는 레코드는 제한하지 않습니다.</translation>
    </message>
    <message>
        <source>How many records of that value run at once.</source>
        <translation>그 값의 레코드를 동시에 실행할 수입니다.</translation>
    </message>
    <message>
        <source>Records of one such value run once and share the success.</source>
        <translation>값이 같은 레코드는 한 번만 실행하고 성공을 함께 씁니다.</translation>
    </message>
    <message>
        <source>Databases and the like, by names that operations use.</source>
        <translation>작업에서 쓰는 이름별 데이터베이스 등입니다.</translation>
    </message>
    <message>
        <source>What each operation that records ask for does; &quot;*&quot; is for all others.</source>
        <translation>레코드가 요구하는 작업별로 할 일입니다. &quot;*&quot;는 나머지 전부입니다.</translation>
    </message>
    <message>
        <source>Whether running it twice does no harm; else what its kind says.</source>
        <translation>두 번 실행해도 해가 없는지 여부입니다. 정하지 않으면 종류에 따릅니다.</translation>
    </message>
    <message>
        <source>What a result must be to count as a success: &quot;notNull&quot;, or values by their places.</source>
        <translation>성공으로 볼 결과의 조건입니다. &quot;notNull&quot; 또는 위치별 값을 씁니다.</translation>
    </message>
    <message>
        <source>A database in a file.</source>
        <translation>파일에 있는 데이터베이스입니다.</translation>
    </message>
    <message>
        <source>The file, from the plan&apos;s folder.</source>
        <translation>실행 설정이 있는 폴더를 기준으로 한 파일입니다.</translation>
    </message>
    <message>
        <source>Whether a file and tables that are missing are made.</source>
        <translation>없는 파일과 테이블을 만들지 여부입니다.</translation>
    </message>
    <message>
        <source>A PostgreSQL server.</source>
        <translation>PostgreSQL 서버입니다.</translation>
    </message>
    <message>
        <source>The server, or the folder of its socket.</source>
        <translation>서버 또는 소켓이 있는 폴더입니다.</translation>
    </message>
    <message>
        <source>The server&apos;s port.</source>
        <translation>서버의 포트입니다.</translation>
    </message>
    <message>
        <source>The database&apos;s name. Where nothing is said, DATABASE_URL, PGSERVICE and their like count.</source>
        <translation>데이터베이스 이름입니다. 정하지 않으면 DATABASE_URL, PGSERVICE 등을 따릅니다.</translation>
    </message>
    <message>
        <source>A MariaDB server.</source>
        <translation>MariaDB 서버입니다.</translation>
    </message>
    <message>
        <source>The server, or its socket.</source>
        <translation>서버 또는 그 소켓입니다.</translation>
    </message>
    <message>
        <source>The database&apos;s name.</source>
        <translation>데이터베이스 이름입니다.</translation>
    </message>
    <message>
        <source>Who connects.</source>
        <translation>접속하는 사용자입니다.</translation>
    </message>
    <message>
        <source>Where the password is kept.</source>
        <translation>비밀번호를 보관하는 곳입니다.</translation>
    </message>
    <message>
        <source>How much the connection must be secured.</source>
        <translation>연결을 얼마나 보호할지 정합니다.</translation>
    </message>
    <message>
        <source>The certificates that servers are checked against.</source>
        <translation>서버를 확인하는 인증서입니다.</translation>
    </message>
    <message>
        <source>Whether tables that are missing are made.</source>
        <translation>없는 테이블을 만들지 여부입니다.</translation>
    </message>
    <message>
        <source>How many connections it may have at once.</source>
        <translation>동시에 맺을 수 있는 연결 수입니다.</translation>
    </message>
    <message>
        <source>Which of the plan&apos;s connections it goes to.</source>
        <translation>실행 설정의 연결 가운데 보낼 곳입니다.</translation>
    </message>
    <message>
        <source>Rows into a table of a database: inserted, or updated where they are there.</source>
        <translation>데이터베이스 테이블에 행을 넣습니다. 이미 있으면 갱신합니다.</translation>
    </message>
    <message>
        <source>The table&apos;s schema. SQLite has none: schema.table is the name of a table there.</source>
        <translation>테이블의 스키마입니다. SQLite에는 스키마가 없어 schema.table이 테이블 이름이 됩니다.</translation>
    </message>
    <message>
        <source>The table.</source>
        <translation>테이블입니다.</translation>
    </message>
    <message>
        <source>One object or a list of them, with a value for each column to write.</source>
        <translation>쓸 열마다 값이 있는 객체 하나 또는 목록입니다.</translation>
    </message>
    <message>
        <source>The columns that a row is found by; else the table&apos;s primary key or a unique constraint.</source>
        <translation>행을 찾는 열입니다. 정하지 않으면 테이블의 기본 키나 고유 제약을 씁니다.</translation>
    </message>
    <message>
        <source>What becomes of a row that is there: it is updated, left as it is, or an error.</source>
        <translation>이미 있는 행을 갱신할지, 그대로 둘지, 오류로 볼지 정합니다.</translation>
    </message>
    <message>
        <source>Columns with a value that the plan gives, or {&quot;sql&quot;: an expression}.</source>
        <translation>실행 설정에서 값을 주는 열입니다. {&quot;sql&quot;: 식}도 쓸 수 있습니다.</translation>
    </message>
    <message>
        <source>Runs a statement in a database.</source>
        <translation>데이터베이스에서 SQL 문을 실행합니다.</translation>
    </message>
    <message>
        <source>The SQL, with :name for each value.</source>
        <translation>값마다 :이름을 넣은 SQL입니다.</translation>
    </message>
    <message>
        <source>The values by their names; a name that is not here is a field of the record.</source>
        <translation>이름별 값입니다. 여기에 없는 이름은 레코드의 필드입니다.</translation>
    </message>
    <message>
        <source>How many rows of what it answers are kept.</source>
        <translation>결과에서 보관할 행 수입니다.</translation>
    </message>
    <message>
        <source>Each record says in its own fields what happens to it; nothing else is touched.</source>
        <translation>각 레코드가 자기 필드에 정한 대로 동작하며, 다른 것은 건드리지 않습니다.</translation>
    </message>
    <message>
        <source>Notes for what is in doubt</source>
        <translation>결과 불명 확인용 기록</translation>
    </message>
    <message>
        <source>Each transaction also notes run, row and attempt in the table batchdeck_marks, which is made: what became of a record in doubt can then be looked up.</source>
        <translation>트랜잭션마다 실행, 행, 시도를 batchdeck_marks 테이블에 함께 기록합니다. 이 테이블은 없으면 만듭니다. 그러면 결과 불명인 레코드가 어떻게 되었는지 나중에 찾아볼 수 있습니다.</translation>
    </message>
</context>
<context>
    <name>batchdeck::LogPane</name>
    <message>
        <source>%1 found</source>
        <translation>%1개 찾음</translation>
    </message>
</context>
<context>
    <name>batchdeck::MainWindow</name>
    <message>
        <source>Nothing of it is left to run</source>
        <translation>실행할 것이 남아 있지 않습니다</translation>
    </message>
    <message>
        <source>It is not open</source>
        <translation>열려 있지 않습니다</translation>
    </message>
    <message>
        <source>It waits for this one itself</source>
        <translation>그쪽이 이 배치를 기다리고 있습니다</translation>
    </message>
    <message>
        <source>Open Batches</source>
        <translation>배치 열기</translation>
    </message>
    <message>
        <source>Batches (%1)</source>
        <translation>배치 (%1)</translation>
    </message>
    <message>
        <source>All files (%1)</source>
        <translation>모든 파일 (%1)</translation>
    </message>
    <message>
        <source>Open a batch first.</source>
        <translation>먼저 배치를 여십시오.</translation>
    </message>
    <message>
        <source>&amp;Close Batch</source>
        <translation>배치 닫기(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Close Window</source>
        <translation>창 닫기(&amp;C)</translation>
    </message>
    <message>
        <source>%1% · %2</source>
        <translation>%1% · %2</translation>
    </message>
    <message>
        <source>No records are open here.</source>
        <translation>여기에 열려 있는 레코드가 없습니다.</translation>
    </message>
    <message>
        <source>No other batch is open.</source>
        <translation>열려 있는 다른 배치가 없습니다.</translation>
    </message>
    <message>
        <source>Select all records that the table shows</source>
        <translation>표에 보이는 모든 레코드를 선택합니다</translation>
    </message>
    <message>
        <source>Look in label, id, target, error and entry</source>
        <translation>이름, ID, 대상, 오류, 원본에서 찾습니다</translation>
    </message>
    <message>
        <source>Show it, or make room for the table</source>
        <translation>표시하거나, 표에 자리를 내줍니다</translation>
    </message>
    <message>
        <source>Turn to the batch beside this one</source>
        <translation>옆에 있는 배치로 이동합니다</translation>
    </message>
    <message>
        <source>Start this batch when another one is done</source>
        <translation>다른 배치가 끝나면 이 배치를 시작합니다</translation>
    </message>
    <message>
        <source>Show and hide columns of the table</source>
        <translation>표의 열을 표시하거나 숨깁니다</translation>
    </message>
    <message>
        <source>Put the records in another order</source>
        <translation>레코드의 순서를 바꿉니다</translation>
    </message>
    <message>
        <source>No batch has been opened yet.</source>
        <translation>아직 연 배치가 없습니다.</translation>
    </message>
    <message>
        <source>Open a batch that was open before</source>
        <translation>전에 열었던 배치를 엽니다</translation>
    </message>
    <message>
        <source>This run is only looked at: open the batch to do something with it.</source>
        <translation>이 실행은 보기만 합니다. 무언가를 하려면 배치를 여십시오.</translation>
    </message>
</context>
<context>
    <name>batchdeck::MessageBar</name>
    <message>
        <source>Dismiss</source>
        <translation>닫기</translation>
    </message>
</context>
<context>
    <name>batchdeck::OverallBar</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>batchdeck::PaneActions</name>
    <message>
        <source>No record is selected.</source>
        <translation>선택한 레코드가 없습니다.</translation>
    </message>
    <message>
        <source>Select no record any more</source>
        <translation>선택한 것을 모두 해제합니다</translation>
    </message>
    <message>
        <source>The records are being sorted already.</source>
        <translation>이미 정렬하고 있습니다.</translation>
    </message>
    <message>
        <source>The order is up to date.</source>
        <translation>정렬한 뒤 바뀐 것이 없습니다.</translation>
    </message>
    <message>
        <source>Rows have changed since they were sorted; they stay where they are until you ask</source>
        <translation>정렬한 뒤로 행이 바뀌었습니다. 요청할 때까지 자리를 옮기지 않습니다</translation>
    </message>
    <message>
        <source>Nothing is being sorted.</source>
        <translation>정렬 중인 것이 없습니다.</translation>
    </message>
    <message>
        <source>Leave the records where they are</source>
        <translation>레코드를 지금 자리에 그대로 둡니다</translation>
    </message>
    <message>
        <source>No set of records is shown by itself. To see what is filtered away, choose All above the table and clear the search.</source>
        <translation>일부 레코드만 따로 보고 있지 않습니다. 필터에 가려진 레코드를 보려면 표 위의 ‘전체’를 누르고 검색어를 지우십시오.</translation>
    </message>
    <message>
        <source>Show the other records again</source>
        <translation>다른 레코드도 다시 보여 줍니다</translation>
    </message>
    <message>
        <source>The failures are not in sight: open them below the table first.</source>
        <translation>실패 유형이 보이지 않습니다. 먼저 표 아래에서 여십시오.</translation>
    </message>
    <message>
        <source>No journal is kept of this run.</source>
        <translation>이 실행은 기록을 남기지 않습니다.</translation>
    </message>
    <message>
        <source>The journal can be written to where it is.</source>
        <translation>실행 기록을 지금 자리에 쓸 수 있습니다.</translation>
    </message>
    <message>
        <source>Write it into a file in another place, with all that it has missed</source>
        <translation>다른 곳의 파일에 빠진 것까지 모두 씁니다</translation>
    </message>
    <message>
        <source>S&amp;how the Chosen Failures (%1)</source>
        <translation>선택한 실패 %1건 보기(&amp;H)</translation>
    </message>
    <message>
        <source>S&amp;how the Chosen Failures</source>
        <translation>선택한 실패 유형의 레코드만 보기(&amp;H)</translation>
    </message>
    <message>
        <source>Retry the C&amp;hosen Failures (%1)</source>
        <translation>선택한 실패 %1건 재시도(&amp;H)</translation>
    </message>
    <message>
        <source>Retry the C&amp;hosen Failures</source>
        <translation>선택한 실패 유형 재시도(&amp;H)</translation>
    </message>
    <message>
        <source>Show this page, and go to it</source>
        <translation>이 화면을 표시하고 그리로 이동합니다</translation>
    </message>
</context>
<context>
    <name>batchdeck::PlanDialog</name>
    <message>
        <source>Plan</source>
        <translation>실행 설정</translation>
    </message>
    <message>
        <source>How %1 is run</source>
        <translation>%1 실행 방법</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>양식</translation>
    </message>
    <message>
        <source>As text</source>
        <translation>텍스트</translation>
    </message>
    <message>
        <source>A draft from what its records hold. It is in no file yet.</source>
        <translation>레코드 내용을 보고 만든 초안입니다. 아직 파일에 저장하지 않았습니다.</translation>
    </message>
    <message>
        <source>From %1</source>
        <translation>%1에서 가져옴</translation>
    </message>
    <message>
        <source>From %1, changed since</source>
        <translation>%1에서 가져와 고침</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>사용</translation>
    </message>
    <message>
        <source>Use Without Saving</source>
        <translation>저장하지 않고 사용</translation>
    </message>
    <message>
        <source>… and %1 more</source>
        <translation>… 그 밖에 %1개</translation>
    </message>
    <message>
        <source>The plan cannot be run as it is: see what is said above.</source>
        <translation>이대로는 실행할 수 없습니다. 위의 내용을 확인하십시오.</translation>
    </message>
    <message>
        <source>Load a Plan</source>
        <translation>실행 설정 불러오기</translation>
    </message>
    <message>
        <source>Plans (*.json)</source>
        <translation>실행 설정 (*.json)</translation>
    </message>
    <message>
        <source>Save the Plan</source>
        <translation>실행 설정 저장</translation>
    </message>
    <message>
        <source>Replace the plan?</source>
        <translation>실행 설정을 바꿀까요?</translation>
    </message>
    <message>
        <source>Beside the batch there is a plan already: %1. Is it to be replaced?</source>
        <translation>배치 옆에 실행 설정 %1 파일이 이미 있습니다. 바꿀까요?</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>바꾸기</translation>
    </message>
    <message>
        <source>1 field is wrong: %1</source>
        <translation>1개 항목이 잘못되었습니다: %1</translation>
    </message>
    <message>
        <source>%1 fields are wrong: %2</source>
        <translation>%1개 항목이 잘못되었습니다: %2</translation>
    </message>
    <message>
        <source>It is in no file yet.</source>
        <translation>아직 파일에 저장되지 않았습니다.</translation>
    </message>
    <message>
        <source>“%1” is the batch itself. Save the plan under another name.</source>
        <translation>“%1”은(는) 배치 파일입니다. 실행 설정을 다른 이름으로 저장하십시오.</translation>
    </message>
</context>
<context>
    <name>batchdeck::PlanForm</name>
    <message>
        <source>The connection has changed since: test it again.</source>
        <translation>그 사이 연결이 바뀌었습니다. 다시 시험하십시오.</translation>
    </message>
    <message>
        <source>The keychain has it.</source>
        <translation>키체인에 저장했습니다.</translation>
    </message>
    <message>
        <source>Where it goes</source>
        <translation>보낼 곳</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>연결</translation>
    </message>
    <message>
        <source>Kind of database</source>
        <translation>데이터베이스 종류</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>연결 시험</translation>
    </message>
    <message>
        <source>Connect, look at the table, and leave. Nothing is written.</source>
        <translation>연결해서 테이블만 확인하고 끊습니다. 아무것도 쓰지 않습니다.</translation>
    </message>
    <message>
        <source>What is done</source>
        <translation>할 일</translation>
    </message>
    <message>
        <source>Operation</source>
        <translation>작업</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>종류</translation>
    </message>
    <message>
        <source>How it is run</source>
        <translation>실행 방법</translation>
    </message>
    <message>
        <source>Less</source>
        <translation>간단히</translation>
    </message>
    <message>
        <source>More…</source>
        <translation>더 보기…</translation>
    </message>
    <message>
        <source>Something is still missing above.</source>
        <translation>위에 아직 빠진 것이 있습니다.</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>연결 중…</translation>
    </message>
    <message>
        <source>encrypted by %1</source>
        <translation>%1 암호화</translation>
    </message>
    <message>
        <source>not encrypted</source>
        <translation>암호화되지 않음</translation>
    </message>
    <message>
        <source>1 table</source>
        <translation>테이블 1개</translation>
    </message>
    <message>
        <source>%1 tables</source>
        <translation>테이블 %1개</translation>
    </message>
    <message>
        <source>“%1” has the key %2</source>
        <translation>“%1”의 키는 %2</translation>
    </message>
    <message>
        <source>its columns: %1</source>
        <translation>열: %1</translation>
    </message>
    <message>
        <source>“%1” has no key: rows can only be inserted</source>
        <translation>“%1”에 키가 없어 행을 추가만 할 수 있습니다</translation>
    </message>
    <message>
        <source>there is no table “%1”, but there is “%2”</source>
        <translation>“%1” 테이블은 없고 “%2” 테이블이 있습니다</translation>
    </message>
    <message>
        <source>there is no table “%1” yet</source>
        <translation>“%1” 테이블이 아직 없습니다</translation>
    </message>
    <message>
        <source>the plan&apos;s key was none of its, and is left to the table now</source>
        <translation>계획의 키는 이 테이블의 키가 아니어서 이제 테이블의 키를 따릅니다</translation>
    </message>
    <message>
        <source>the plan&apos;s key was none of its, and is %1 now</source>
        <translation>계획의 키는 이 테이블의 키가 아니어서 이제 %1입니다</translation>
    </message>
    <message>
        <source>the records would fit %1: say which</source>
        <translation>레코드가 다음에 맞습니다: %1. 어느 것인지 정하세요</translation>
    </message>
    <message>
        <source>the records fit “%1” best, which the plan names now</source>
        <translation>레코드가 “%1”에 가장 잘 맞아 이제 계획이 그것을 가리킵니다</translation>
    </message>
    <message>
        <source>its key: %1</source>
        <translation>키: %1</translation>
    </message>
    <message>
        <source>it has no place for %1</source>
        <translation>%1을(를) 둘 열이 없습니다</translation>
    </message>
    <message>
        <source>Keep a Password</source>
        <translation>비밀번호 보관</translation>
    </message>
    <message>
        <source>The password that the keychain keeps as “%1”:</source>
        <translation>키체인에 “%1” 이름으로 보관할 비밀번호:</translation>
    </message>
    <message>
        <source>Store</source>
        <translation>저장</translation>
    </message>
    <message>
        <source>Waiting for the keychain…</source>
        <translation>키체인을 기다리는 중입니다…</translation>
    </message>
</context>
<context>
    <name>batchdeck::PreviewModel</name>
    <message>
        <source>#</source>
        <translation>#</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>What it would do</source>
        <translation>할 일</translation>
    </message>
</context>
<context>
    <name>batchdeck::Question</name>
    <message>
        <source>Leave It as It Is</source>
        <translation>그대로 두기</translation>
    </message>
</context>
<context>
    <name>batchdeck::RecordCommands</name>
    <message>
        <source>It has not been tried yet.</source>
        <translation>아직 시도하지 않았습니다.</translation>
    </message>
    <message>
        <source>None of the selected records is in a state for this.</source>
        <translation>선택한 레코드 가운데 이 작업을 할 수 있는 상태인 것이 없습니다.</translation>
    </message>
    <message>
        <source>It runs one record: select one.</source>
        <translation>레코드 하나만 실행하는 명령줄입니다. 하나만 선택하십시오.</translation>
    </message>
    <message>
        <source>At most %1 records can be copied.</source>
        <translation>최대 %1건까지 복사할 수 있습니다.</translation>
    </message>
    <message>
        <source>This record has none.</source>
        <translation>이 레코드에는 없습니다.</translation>
    </message>
    <message>
        <source>The Same State: %1</source>
        <translation>같은 상태: %1</translation>
    </message>
    <message>
        <source>The Same Error: %1</source>
        <translation>같은 오류: %1</translation>
    </message>
    <message>
        <source>The Same Target: %1</source>
        <translation>같은 대상: %1</translation>
    </message>
    <message>
        <source>It edits one record: select one.</source>
        <translation>한 건씩 고칩니다. 하나만 선택하십시오.</translation>
    </message>
    <message>
        <source>%1?</source>
        <translation>%1할까요?</translation>
    </message>
    <message>
        <source>It is about %1.</source>
        <translation>해당 레코드: %1</translation>
    </message>
    <message>
        <source>%1 and %2 more</source>
        <translation>%1 외 %2건</translation>
    </message>
    <message>
        <source>No record is selected.</source>
        <translation>선택한 레코드가 없습니다.</translation>
    </message>
    <message>
        <source>It is running already.</source>
        <translation>이미 실행 중입니다.</translation>
    </message>
    <message>
        <source>What it does leaves nothing that could be looked for.</source>
        <translation>이 작업은 나중에 확인할 수 있는 것을 남기지 않습니다.</translation>
    </message>
    <message>
        <source>Run the Selection</source>
        <translation>선택한 것 실행</translation>
    </message>
    <message>
        <source>Only a record that did not succeed can be edited.</source>
        <translation>성공하지 않고 끝난 레코드만 고칠 수 있습니다.</translation>
    </message>
    <message>
        <source>Change the record&apos;s fields, then run it again</source>
        <translation>레코드의 필드를 고친 뒤 다시 실행합니다</translation>
    </message>
    <message>
        <source>Copy it to the clipboard</source>
        <translation>클립보드로 복사합니다</translation>
    </message>
    <message>
        <source>See when it was at work, and beside what</source>
        <translation>언제, 무엇과 함께 실행되었는지 봅니다</translation>
    </message>
    <message>
        <source>Select every record that is like it</source>
        <translation>이와 같은 레코드를 모두 선택합니다</translation>
    </message>
    <message>
        <source>The Same State</source>
        <translation>같은 상태</translation>
    </message>
    <message>
        <source>The Same Error</source>
        <translation>같은 오류</translation>
    </message>
    <message>
        <source>The Same Target</source>
        <translation>같은 대상</translation>
    </message>
    <message>
        <source>It is being cancelled already.</source>
        <translation>이미 취소하는 중입니다.</translation>
    </message>
    <message>
        <source>That is all that runs or waits. What has ended stays as it is.</source>
        <translation>진행 중이거나 대기 중인 것 전부입니다. 끝난 것은 그대로 둡니다.</translation>
    </message>
    <message>
        <source>It ran before this run was opened again: the timeline begins there.</source>
        <translation>이 실행을 다시 열기 전에 실행되었습니다. 타임라인은 다시 연 때부터 시작합니다.</translation>
    </message>
</context>
<context>
    <name>batchdeck::RecordHeader</name>
    <message>
        <source>Fit This Colu&amp;mn</source>
        <translation>이 열 너비 맞추기(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Fit All Columns</source>
        <translation>모든 열 너비 맞추기(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Columns as at First</source>
        <translation>열을 처음 상태로(&amp;C)</translation>
    </message>
    <message>
        <source>In t&amp;he Order of the File</source>
        <translation>파일 순서대로(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Ascending</source>
        <translation>오름차순(&amp;A)</translation>
    </message>
    <message>
        <source>Desce&amp;nding</source>
        <translation>내림차순(&amp;N)</translation>
    </message>
</context>
<context>
    <name>batchdeck::RecordModel</name>
    <message>
        <source>#</source>
        <translation>#</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>Operation</source>
        <translation>작업</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>대상</translation>
    </message>
    <message>
        <source>State</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>진행</translation>
    </message>
    <message>
        <source>%1%</source>
        <translation>%1%</translation>
    </message>
    <message>
        <source>Try</source>
        <translation>시도</translation>
    </message>
    <message>
        <source>%1/%2</source>
        <translation>%1/%2</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>시작</translation>
    </message>
    <message>
        <source>Elapsed</source>
        <translation>경과</translation>
    </message>
    <message>
        <source>Waits for</source>
        <translation>기다리는 것</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>결과</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>오류</translation>
    </message>
    <message>
        <source>Cancel this record (Ctrl+.)</source>
        <translation>이 레코드를 취소합니다 (Ctrl+.)</translation>
    </message>
    <message>
        <source>Run this record again (Ctrl+R)</source>
        <translation>이 레코드를 다시 실행합니다 (Ctrl+R)</translation>
    </message>
    <message>
        <source>“%1” is in its id.</source>
        <translation>ID에 “%1” 있음</translation>
    </message>
    <message>
        <source>“%1” is in its operation.</source>
        <translation>작업에 “%1” 있음</translation>
    </message>
    <message>
        <source>“%1” is in its entry.</source>
        <translation>원본에 “%1” 있음</translation>
    </message>
</context>
<context>
    <name>batchdeck::RecordTexts</name>
    <message>
        <source>Record %1</source>
        <translation>레코드 %1</translation>
    </message>
</context>
<context>
    <name>batchdeck::RecordView</name>
    <message>
        <source>This batch has no records.</source>
        <translation>이 배치에는 레코드가 없습니다.</translation>
    </message>
    <message>
        <source>No record is like that now.</source>
        <translation>지금은 그런 레코드가 없습니다.</translation>
    </message>
    <message>
        <source>No record in the chosen states holds “%1”.</source>
        <translation>선택한 상태의 레코드 중 “%1”을(를) 포함한 것이 없습니다.</translation>
    </message>
    <message>
        <source>No record holds “%1”.</source>
        <translation>“%1”을(를) 포함한 레코드가 없습니다.</translation>
    </message>
    <message>
        <source>Only some records are shown, and none of them holds “%1”.</source>
        <translation>일부 레코드만 표시 중이며, 그중 “%1”을(를) 포함한 것이 없습니다.</translation>
    </message>
    <message>
        <source>Only some records are shown, and none of them in the chosen states holds “%1”.</source>
        <translation>일부 레코드만 표시 중이며, 그중 선택한 상태에서 “%1”을(를) 포함한 것이 없습니다.</translation>
    </message>
</context>
<context>
    <name>batchdeck::ResumePage</name>
    <message>
        <source>A run of %1 is open elsewhere</source>
        <translation>%1의 실행이 다른 곳에서 열려 있습니다</translation>
    </message>
    <message>
        <source>Another tab, window or terminal has it open.</source>
        <translation>다른 탭이나 창, 터미널에서 열려 있습니다.</translation>
    </message>
    <message>
        <source>When it has been closed there.</source>
        <translation>그쪽에서 닫은 뒤에 누르십시오.</translation>
    </message>
    <message>
        <source>A run of its own beside that one: what both run is done twice.</source>
        <translation>그 실행과 별도로 새로 실행합니다. 양쪽에서 실행한 것은 두 번 처리됩니다.</translation>
    </message>
    <message>
        <source>No journal can be kept for %1</source>
        <translation>%1의 실행 기록을 남길 수 없습니다</translation>
    </message>
    <message>
        <source>The batch&apos;s header has changed since: its records have other fields now.</source>
        <translation>그 뒤로 배치의 머리글이 바뀌어 레코드의 필드가 달라졌습니다.</translation>
    </message>
    <message>
        <source>A journal of %1 cannot be read</source>
        <translation>%1의 실행 기록을 읽을 수 없습니다</translation>
    </message>
    <message>
        <source>When it can be read again.</source>
        <translation>다시 읽을 수 있게 된 뒤에 누르십시오.</translation>
    </message>
    <message>
        <source>Every record waits to be run, also what may have succeeded. The journal is kept.</source>
        <translation>성공했을 수 있는 것까지 모든 레코드가 실행을 기다립니다. 실행 기록은 보관됩니다.</translation>
    </message>
    <message>
        <source>When there is room, and the folder can be written to.</source>
        <translation>공간이 있고 폴더에 쓸 수 있게 된 뒤에 누르십시오.</translation>
    </message>
    <message>
        <source>Another run of %1 has begun since</source>
        <translation>그 사이 %1의 다른 실행이 시작되었습니다</translation>
    </message>
    <message>
        <source>A run of %1 was not finished</source>
        <translation>%1의 실행이 끝나지 않았습니다</translation>
    </message>
    <message>
        <source>What has ended stays as it is; what was cancelled or skipped with the run waits again. It opens paused: nothing runs before you say so.</source>
        <translation>끝난 것은 그대로 두고, 실행과 함께 취소되거나 건너뛴 것은 다시 기다립니다. 일시정지 상태로 열리며, 시작하기 전에는 아무것도 실행하지 않습니다.</translation>
    </message>
    <message>
        <source>What the records that are still there came to is kept, and the rest waits. It opens paused: nothing runs before you say so.</source>
        <translation>남아 있는 레코드의 결과는 그대로 두고 나머지는 대기합니다. 일시정지 상태로 열리며, 시작하기 전에는 아무것도 실행하지 않습니다.</translation>
    </message>
    <message>
        <source>Every record waits to be run, also what has succeeded. The earlier run is kept as it is.</source>
        <translation>성공한 것까지 모든 레코드를 처음부터 실행합니다. 이전 실행은 그대로 보관합니다.</translation>
    </message>
    <message>
        <source>The batch has its records in another order since.</source>
        <translation>그 뒤로 배치의 레코드 순서가 바뀌었습니다.</translation>
    </message>
    <message>
        <source>The batch has changed since: records that are the same: %1, new: %2, gone: %3.</source>
        <translation>그 뒤로 배치가 바뀌었습니다: 같은 레코드 %1건, 새 레코드 %2건, 없어진 레코드 %3건.</translation>
    </message>
    <message>
        <source>The plan has changed since: %1. What is run from now on is run as it says today.</source>
        <translation>그 뒤로 실행 설정이 바뀌었습니다: %1. 지금부터는 현재 설정대로 실행합니다.</translation>
    </message>
    <message>
        <source>The run of %1, as far as its journal can be read</source>
        <translation>%1의 실행(실행 기록을 읽을 수 있는 데까지)</translation>
    </message>
    <message>
        <source>The run of %1</source>
        <translation>%1의 실행</translation>
    </message>
    <message>
        <source>Another tab, window or terminal has it open: %1.</source>
        <translation>다른 탭이나 창, 터미널에서 열려 있습니다: %1.</translation>
    </message>
    <message>
        <source>%1: %2.</source>
        <translation>%1: %2.</translation>
    </message>
</context>
<context>
    <name>batchdeck::RowText</name>
    <message>
        <source>Invalid</source>
        <translation>형식 오류</translation>
    </message>
    <message>
        <source>Queued</source>
        <translation>대기</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>실행 중</translation>
    </message>
    <message>
        <source>Committing</source>
        <translation>커밋 중</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>정리 중</translation>
    </message>
    <message>
        <source>Unresponsive</source>
        <translation>응답 없음</translation>
    </message>
    <message>
        <source>Waiting to retry</source>
        <translation>재시도 대기</translation>
    </message>
    <message>
        <source>Succeeded</source>
        <translation>성공</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>실패</translation>
    </message>
    <message>
        <source>Timed out</source>
        <translation>시간 초과</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>취소됨</translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation>건너뜀</translation>
    </message>
    <message>
        <source>In doubt</source>
        <translation>결과 불명</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1초</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1분 %2초</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1시간 %2분</translation>
    </message>
    <message>
        <source>again in %1 s</source>
        <translation>%1초 뒤 재시도</translation>
    </message>
    <message>
        <source>%1 asks to wait %2 s</source>
        <translation>%1 요청으로 %2초 대기</translation>
    </message>
    <message>
        <source>waits for %1</source>
        <translation>%1 대기</translation>
    </message>
    <message>
        <source>waits for the journal</source>
        <translation>실행 기록 대기</translation>
    </message>
    <message>
        <source>waits for its turn to start</source>
        <translation>시작 차례 대기</translation>
    </message>
    <message>
        <source>shares the result of #%1</source>
        <translation>#%1의 결과를 함께 씀</translation>
    </message>
    <message>
        <source>looks what became of it</source>
        <translation>결과 확인 중</translation>
    </message>
    <message>
        <source>All</source>
        <translation>전체</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>대기</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>진행 중</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>문제</translation>
    </message>
    <message>
        <source>A cancel was asked for.</source>
        <translation>취소를 요청했습니다.</translation>
    </message>
    <message>
        <source>The whole run is being cancelled.</source>
        <translation>실행 전체를 중단하는 중입니다.</translation>
    </message>
    <message>
        <source>The whole run was cancelled.</source>
        <translation>실행 전체가 중단되었습니다.</translation>
    </message>
    <message>
        <source>It took too long.</source>
        <translation>너무 오래 걸렸습니다.</translation>
    </message>
    <message>
        <source>The failure policy is ending the run.</source>
        <translation>실패 정책에 따라 실행을 끝내는 중입니다.</translation>
    </message>
    <message>
        <source>The failure policy ended the run.</source>
        <translation>실패 정책에 따라 실행이 끝났습니다.</translation>
    </message>
    <message>
        <source>The batch is being closed.</source>
        <translation>배치를 닫는 중입니다.</translation>
    </message>
    <message>
        <source>The stop came too late.</source>
        <translation>이미 끝난 뒤였습니다.</translation>
    </message>
    <message>
        <source>&lt; 1 ms</source>
        <translation>1밀리초 미만</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1밀리초</translation>
    </message>
    <message>
        <source>Not ended</source>
        <translation>끝나지 않음</translation>
    </message>
</context>
<context>
    <name>batchdeck::RowVerbs</name>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Cancel %1 Records</source>
        <translation>%1건 취소</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>재시도</translation>
    </message>
    <message>
        <source>Retry %1 Records</source>
        <translation>%1건 재시도</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>실행</translation>
    </message>
    <message>
        <source>Run %1 Records</source>
        <translation>%1건 실행</translation>
    </message>
    <message>
        <source>Run First</source>
        <translation>먼저 실행</translation>
    </message>
    <message>
        <source>Run %1 Records First</source>
        <translation>%1건 먼저 실행</translation>
    </message>
    <message>
        <source>Run Again, Though It Succeeded</source>
        <translation>성공했지만 다시 실행</translation>
    </message>
    <message>
        <source>Run %1 Records Again, Though They Succeeded</source>
        <translation>성공했지만 %1건 다시 실행</translation>
    </message>
    <message>
        <source>Run Again, Though It May Have Been Done</source>
        <translation>이미 반영되었을 수 있지만 다시 실행</translation>
    </message>
    <message>
        <source>Run %1 Records Again, Though They May Have Been Done</source>
        <translation>이미 반영되었을 수 있지만 %1건 다시 실행</translation>
    </message>
    <message>
        <source>Look What Became of It</source>
        <translation>결과 확인</translation>
    </message>
    <message>
        <source>Look What Became of %1 Records</source>
        <translation>%1건 결과 확인</translation>
    </message>
    <message>
        <source>Mark as Done</source>
        <translation>성공으로 표시</translation>
    </message>
    <message>
        <source>Mark %1 Records as Done</source>
        <translation>%1건 성공으로 표시</translation>
    </message>
    <message>
        <source>Mark as Failed</source>
        <translation>실패로 표시</translation>
    </message>
    <message>
        <source>Mark %1 Records as Failed</source>
        <translation>%1건 실패로 표시</translation>
    </message>
    <message>
        <source>Give Up, and Free Its Slot</source>
        <translation>포기하고 슬롯 비우기</translation>
    </message>
    <message>
        <source>Give Up %1 Records, and Free Their Slots</source>
        <translation>%1건을 포기하고 슬롯 비우기</translation>
    </message>
    <message>
        <source>Cancel Record</source>
        <translation>레코드 취소</translation>
    </message>
    <message>
        <source>Retry Record</source>
        <translation>레코드 재시도</translation>
    </message>
    <message>
        <source>Run Record</source>
        <translation>레코드 실행</translation>
    </message>
    <message>
        <source>What it did is done once more.</source>
        <translation>이미 한 일을 한 번 더 하게 됩니다.</translation>
    </message>
    <message>
        <source>What has taken effect already takes effect once more.</source>
        <translation>이미 반영된 것은 한 번 더 반영됩니다.</translation>
    </message>
    <message>
        <source>Nobody looks whether it is so: it counts because you say it.</source>
        <translation>실제로 그런지 확인하지 않고, 정한 대로 기록합니다.</translation>
    </message>
    <message>
        <source>What they did is done once more.</source>
        <translation>이미 한 일을 한 번 더 하게 됩니다.</translation>
    </message>
    <message>
        <source>Its work is left to itself. What became of it is in doubt, unless it still tells.</source>
        <translation>하던 일은 그대로 두고 더 기다리지 않습니다. 나중에라도 알려 오지 않으면 결과 불명이 됩니다.</translation>
    </message>
</context>
<context>
    <name>batchdeck::RunActions</name>
    <message>
        <source>Run what was cancelled or skipped after all</source>
        <translation>취소되거나 건너뛴 것을 실행합니다</translation>
    </message>
    <message>
        <source>It is running already.</source>
        <translation>이미 실행 중입니다.</translation>
    </message>
    <message>
        <source>Run every record that waits</source>
        <translation>대기 중인 레코드를 모두 실행합니다</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>계속</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>일시정지</translation>
    </message>
    <message>
        <source>Nothing is running.</source>
        <translation>실행 중인 것이 없습니다.</translation>
    </message>
    <message>
        <source>Go on with what waits</source>
        <translation>대기 중인 것을 계속 실행합니다</translation>
    </message>
    <message>
        <source>Start nothing more; what runs goes on</source>
        <translation>더 시작하지 않습니다. 진행 중인 것은 계속됩니다</translation>
    </message>
    <message>
        <source>Start nothing more, then end the run</source>
        <translation>더 시작하지 않고, 진행 중인 것이 끝나면 실행을 마칩니다</translation>
    </message>
    <message>
        <source>Stop what runs, clean up, and cancel what waits</source>
        <translation>진행 중인 것을 멈춰 정리하고 대기 중인 것을 취소합니다</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>재시도</translation>
    </message>
    <message>
        <source>Retry %1</source>
        <translation>실패 %1건 재시도</translation>
    </message>
    <message>
        <source>Run again what failed or timed out</source>
        <translation>실패하거나 시간이 초과된 것을 다시 실행합니다</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>실행</translation>
    </message>
    <message>
        <source>Run All %1</source>
        <translation>%1건 모두 실행</translation>
    </message>
    <message>
        <source>Run so many, then pause to look at what came of them</source>
        <translation>정한 수만큼 실행한 뒤 일시정지하고 결과를 살펴봅니다</translation>
    </message>
    <message>
        <source>Nothing has been run yet.</source>
        <translation>아직 실행한 것이 없습니다.</translation>
    </message>
    <message>
        <source>Every record has succeeded.</source>
        <translation>모든 레코드가 성공했습니다.</translation>
    </message>
    <message>
        <source>Write what did not succeed into a batch of its own</source>
        <translation>성공하지 못한 것을 별도의 배치로 저장합니다</translation>
    </message>
    <message>
        <source>Write what came of each record into a file</source>
        <translation>각 레코드의 결과를 파일에 저장합니다</translation>
    </message>
    <message>
        <source>The records of this batch are no messages of a queue.</source>
        <translation>이 배치의 레코드는 큐 메시지가 아닙니다.</translation>
    </message>
    <message>
        <source>The messages that the queue is to deliver again</source>
        <translation>큐가 다시 보내야 할 메시지입니다</translation>
    </message>
    <message>
        <source>Resume the Run</source>
        <translation>이어서 실행</translation>
    </message>
</context>
<context>
    <name>batchdeck::RunFace</name>
    <message>
        <source>Paused by failures</source>
        <translation>실패로 일시정지됨</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>일시정지됨</translation>
    </message>
    <message>
        <source>Finishing what runs</source>
        <translation>진행 중인 것을 끝내는 중</translation>
    </message>
    <message>
        <source>Not started</source>
        <translation>시작 안 함</translation>
    </message>
</context>
<context>
    <name>batchdeck::RunNews</name>
    <message>
        <source>Ended by its failures after %1: %2</source>
        <translation>실패로 %1 만에 끝났습니다: %2</translation>
    </message>
    <message>
        <source>Ended at the first success after %1: %2</source>
        <translation>첫 성공으로 %1 만에 끝났습니다: %2</translation>
    </message>
    <message>
        <source>Ended by its deadline after %1: %2</source>
        <translation>마감 시간이 되어 %1 만에 끝났습니다: %2</translation>
    </message>
    <message>
        <source>Stopped after %1: %2</source>
        <translation>%1 만에 중단했습니다: %2</translation>
    </message>
    <message>
        <source>Ended, its journal lost, after %1: %2</source>
        <translation>실행 기록을 잃은 채 %1 만에 끝났습니다: %2</translation>
    </message>
    <message>
        <source>Done after %1: %2</source>
        <translation>%1 만에 끝났습니다: %2</translation>
    </message>
    <message>
        <source>Paused: the first records have had their turn.</source>
        <translation>일시정지했습니다: 앞의 레코드를 실행했습니다.</translation>
    </message>
    <message>
        <source>Look at what came of them, then resume.</source>
        <translation>결과를 확인한 뒤 계속하십시오.</translation>
    </message>
    <message>
        <source>Nothing starts: the run&apos;s journal cannot be written to.</source>
        <translation>실행 기록을 쓸 수 없어 더 시작하지 않습니다.</translation>
    </message>
    <message>
        <source>Look whether its disk is full, or move it to another place. What runs is finished and shown, but a crash now would lose it.</source>
        <translation>디스크가 가득 찼는지 확인하거나 다른 곳으로 옮기십시오. 진행 중인 것은 끝까지 처리해 보여 주지만, 지금 비정상 종료되면 잃게 됩니다.</translation>
    </message>
    <message>
        <source>Its journal cannot be written to: move it to another place before you close the batch.</source>
        <translation>실행 기록을 쓸 수 없습니다. 배치를 닫기 전에 다른 곳으로 옮기십시오.</translation>
    </message>
    <message>
        <source>Paused, because too many records fail: %1 so far.</source>
        <translation>실패가 많아 일시정지했습니다: 지금까지 %1건.</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1(%2)</translation>
    </message>
    <message>
        <source>in the whole batch %1</source>
        <translation>배치 전체 %1</translation>
    </message>
    <message>
        <source>Mend the plan, the data or a value above, then resume. What has failed can be retried; Failures tells what it has in common.</source>
        <translation>실행 설정이나 데이터, 위의 값을 고친 뒤 계속하십시오. 실패한 것은 재시도할 수 있으며, 공통점은 ‘실패 유형’에서 볼 수 있습니다.</translation>
    </message>
</context>
<context>
    <name>batchdeck::RunOrder</name>
    <message>
        <source>Starts when “%1” is done.</source>
        <translation>“%1” 배치가 끝나면 시작합니다.</translation>
    </message>
    <message>
        <source>“%1” was stopped, so this batch was not started.</source>
        <translation>“%1” 배치가 중단되어 이 배치를 시작하지 않았습니다.</translation>
    </message>
    <message>
        <source>“%1” was closed before it was done; this batch waits for nothing any more.</source>
        <translation>“%1” 배치가 끝나기 전에 닫혀, 이 배치는 더 이상 기다리지 않습니다.</translation>
    </message>
    <message>
        <source>Don’t Start</source>
        <translation>시작하지 않음</translation>
    </message>
</context>
<context>
    <name>batchdeck::RunSaving</name>
    <message>
        <source>Save What Did Not Succeed as a Batch</source>
        <translation>성공하지 못한 것을 배치로 저장</translation>
    </message>
    <message>
        <source>As this batch is (%1)</source>
        <translation>이 배치와 같은 형식 (%1)</translation>
    </message>
    <message>
        <source>Save Results</source>
        <translation>결과 저장</translation>
    </message>
    <message>
        <source>JSON Lines (%1)</source>
        <translation>JSON Lines (%1)</translation>
    </message>
    <message>
        <source>Table (%1)</source>
        <translation>표 (%1)</translation>
    </message>
    <message>
        <source>JSON (%1)</source>
        <translation>JSON (%1)</translation>
    </message>
    <message>
        <source>Save the Answer to the Queue</source>
        <translation>큐 응답 저장</translation>
    </message>
    <message>
        <source>A file is being saved: wait until it is, or cancel that.</source>
        <translation>파일을 저장하고 있습니다. 끝날 때까지 기다리거나 취소하십시오.</translation>
    </message>
    <message>
        <source>Writing %1</source>
        <translation>%1 쓰는 중</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation>%1 파일로 저장했습니다</translation>
    </message>
    <message>
        <source>“%1” is this batch itself. Save under another name.</source>
        <translation>“%1”은(는) 이 배치 파일입니다. 다른 이름으로 저장하십시오.</translation>
    </message>
    <message>
        <source>“%1” is the plan of this batch. Save under another name.</source>
        <translation>“%1”은(는) 이 배치의 실행 설정 파일입니다. 다른 이름으로 저장하십시오.</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>저장했습니다</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>저장하지 못했습니다</translation>
    </message>
</context>
<context>
    <name>batchdeck::RunStrip</name>
    <message>
        <source>Run</source>
        <translation>실행</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>일시정지</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>계속</translation>
    </message>
    <message>
        <source>Retry %1</source>
        <translation>실패 %1건 재시도</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>제한 없음</translation>
    </message>
    <message>
        <source>%1 at once from now on; %2 are still at work</source>
        <translation>이제부터 동시 실행 %1건, 아직 %2건 진행 중</translation>
    </message>
    <message>
        <source>%1 at once from now on</source>
        <translation>이제부터 동시 실행 %1건</translation>
    </message>
    <message>
        <source>%1 s for each attempt, also for what is at work</source>
        <translation>시도마다 %1초, 진행 중인 것도 포함</translation>
    </message>
    <message>
        <source>An attempt may take as long as it likes</source>
        <translation>시도 시간에 제한이 없습니다</translation>
    </message>
    <message>
        <source>%1 starts a second from now on</source>
        <translation>이제부터 초당 %1건 시작</translation>
    </message>
    <message>
        <source>Starts as fast as there is room</source>
        <translation>슬롯이 비는 대로 시작</translation>
    </message>
    <message>
        <source>Halts at failures: %1</source>
        <translation>실패 시 멈춤: %1</translation>
    </message>
    <message>
        <source>Other ways to run</source>
        <translation>다른 실행 방법</translation>
    </message>
    <message>
        <source>End the run</source>
        <translation>실행을 중단합니다</translation>
    </message>
</context>
<context>
    <name>batchdeck::RunText</name>
    <message>
        <source>%1 waiting</source>
        <translation>대기 %1건</translation>
    </message>
    <message>
        <source>%1 active</source>
        <translation>진행 중 %1건</translation>
    </message>
    <message>
        <source>%1 succeeded</source>
        <translation>성공 %1건</translation>
    </message>
    <message>
        <source>%1 failed</source>
        <translation>실패 %1건</translation>
    </message>
    <message>
        <source>%1 timed out</source>
        <translation>시간 초과 %1건</translation>
    </message>
    <message>
        <source>%1 in doubt</source>
        <translation>결과 불명 %1건</translation>
    </message>
    <message>
        <source>%1 invalid</source>
        <translation>형식 오류 %1건</translation>
    </message>
    <message>
        <source>%1 cancelled</source>
        <translation>취소됨 %1건</translation>
    </message>
    <message>
        <source>%1 skipped</source>
        <translation>건너뜀 %1건</translation>
    </message>
    <message>
        <source>%1 a minute</source>
        <translation>분당 %1건</translation>
    </message>
    <message>
        <source>%1 a second</source>
        <translation>초당 %1건</translation>
    </message>
    <message>
        <source>about %1 s left</source>
        <translation>약 %1초 남음</translation>
    </message>
    <message>
        <source>about %1 min left</source>
        <translation>약 %1분 남음</translation>
    </message>
    <message>
        <source>about %1 h %2 min left</source>
        <translation>약 %1시간 %2분 남음</translation>
    </message>
    <message>
        <source>not started</source>
        <translation>시작 안 함</translation>
    </message>
    <message>
        <source>took %1</source>
        <translation>%1 걸림</translation>
    </message>
    <message>
        <source>stopped after %1</source>
        <translation>%1 뒤 중단됨</translation>
    </message>
    <message>
        <source>paused by failures</source>
        <translation>실패로 일시정지됨</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>일시정지됨</translation>
    </message>
    <message>
        <source>finishing what runs</source>
        <translation>진행 중인 것을 끝내는 중</translation>
    </message>
    <message>
        <source>stopping</source>
        <translation>정리 중</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%2건 중 %1건 처리</translation>
    </message>
    <message>
        <source>%1: stopped after %2</source>
        <translation>%1 실행, %2 뒤 중단됨</translation>
    </message>
    <message>
        <source>%1 took %2</source>
        <translation>%1 실행에 %2 걸림</translation>
    </message>
    <message>
        <source>1 record</source>
        <translation>1건</translation>
    </message>
    <message>
        <source>%1 records</source>
        <translation>%1건</translation>
    </message>
    <message>
        <source>%1 failed or timed out</source>
        <translation>실패·시간 초과 %1건</translation>
    </message>
    <message>
        <source>%1 ended</source>
        <translation>%1건 처리</translation>
    </message>
    <message>
        <source>%1, %2 to run</source>
        <translation>%1, %2건 대기</translation>
    </message>
</context>
<context>
    <name>batchdeck::RunVerbs</name>
    <message>
        <source>Run What Was Cancelled</source>
        <translation>취소된 것 실행</translation>
    </message>
    <message>
        <source>Run %1 Cancelled</source>
        <translation>취소된 %1건 실행</translation>
    </message>
    <message>
        <source>Run %1 Skipped</source>
        <translation>건너뛴 %1건 실행</translation>
    </message>
    <message>
        <source>Run %1 Cancelled or Skipped</source>
        <translation>취소되거나 건너뛴 %1건 실행</translation>
    </message>
    <message>
        <source>Nothing was cancelled or skipped.</source>
        <translation>취소되거나 건너뛴 것이 없습니다.</translation>
    </message>
    <message>
        <source>Nothing has failed or timed out.</source>
        <translation>실패하거나 시간이 초과된 것이 없습니다.</translation>
    </message>
    <message>
        <source>This run is closed. Open its batch again to go on.</source>
        <translation>이 실행은 닫혔습니다. 이어서 하려면 배치를 다시 여세요.</translation>
    </message>
    <message>
        <source>The run is stopping: clean-up is under way.</source>
        <translation>실행을 중단하고 정리하는 중입니다.</translation>
    </message>
    <message>
        <source>Nothing is running.</source>
        <translation>실행 중인 것이 없습니다.</translation>
    </message>
    <message>
        <source>No record is waiting to be run.</source>
        <translation>실행을 기다리는 레코드가 없습니다.</translation>
    </message>
    <message>
        <source>What runs is being finished; nothing new starts.</source>
        <translation>진행 중인 것을 끝내고 있으며 새로 시작하지 않습니다.</translation>
    </message>
</context>
<context>
    <name>batchdeck::RunsDialog</name>
    <message>
        <source>Runs that are over are kept for a day, as the settings say. One that is not finished stays.</source>
        <translation>끝난 실행은 설정에 따라 하루 동안 보관합니다. 끝나지 않은 실행은 그대로 남습니다.</translation>
    </message>
    <message>
        <source>Runs that are over are kept for %1 days, as the settings say. One that is not finished stays.</source>
        <translation>끝난 실행은 설정에 따라 %1일 동안 보관합니다. 끝나지 않은 실행은 그대로 남습니다.</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>배치</translation>
    </message>
    <message>
        <source>Begun</source>
        <translation>시작</translation>
    </message>
    <message>
        <source>How it stands</source>
        <translation>진행 상태</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>크기</translation>
    </message>
    <message>
        <source>%1 Looking what there is…</source>
        <translation>%1 실행을 찾는 중입니다…</translation>
    </message>
    <message>
        <source>Open now: %1</source>
        <translation>열려 있음: %1</translation>
    </message>
    <message>
        <source>Not finished: %1</source>
        <translation>끝나지 않음: %1</translation>
    </message>
    <message>
        <source>Over, and still open: %1</source>
        <translation>끝났으나 아직 열려 있음: %1</translation>
    </message>
    <message>
        <source>Standard input</source>
        <translation>표준 입력</translation>
    </message>
    <message>
        <source>No run is kept yet: what you run, but for trials, is listed here.</source>
        <translation>보관한 실행이 아직 없습니다. 시험 실행이 아닌 실행이 여기에 나타납니다.</translation>
    </message>
    <message>
        <source>Choose a run.</source>
        <translation>실행을 선택하십시오.</translation>
    </message>
    <message>
        <source>See how it stands, where it is open elsewhere</source>
        <translation>다른 곳에 열려 있는 모습을 그대로 봅니다</translation>
    </message>
    <message>
        <source>Open its batch, to go on with it</source>
        <translation>배치를 열어 이어서 실행합니다</translation>
    </message>
    <message>
        <source>See what came of its records</source>
        <translation>레코드의 결과를 봅니다</translation>
    </message>
    <message>
        <source>Some program has it open.</source>
        <translation>다른 프로그램에서 열려 있습니다.</translation>
    </message>
    <message>
        <source>Remove the journal of this run</source>
        <translation>이 실행의 실행 기록을 지웁니다</translation>
    </message>
    <message>
        <source>It is not finished: nobody can go on with it then, and what has taken effect already would run once more with the batch. Results, tries and logs are lost.</source>
        <translation>이 실행은 끝나지 않았습니다. 지우면 이어서 실행할 수 없고, 배치를 다시 실행하면 이미 반영된 것도 한 번 더 실행됩니다. 결과, 시도, 로그를 잃습니다.</translation>
    </message>
    <message>
        <source>What came of its records, its results, tries and logs, is lost.</source>
        <translation>레코드의 결과와 시도, 로그를 잃습니다.</translation>
    </message>
    <message>
        <source>Delete the Run</source>
        <translation>실행 삭제</translation>
    </message>
    <message>
        <source>Over: %1</source>
        <translation>끝남: %1</translation>
    </message>
    <message>
        <source>Unreadable: %1</source>
        <translation>읽을 수 없음: %1</translation>
    </message>
    <message>
        <source>Delete the run of %1, begun %2?</source>
        <translation>%2에 시작한 %1의 실행을 삭제할까요?</translation>
    </message>
</context>
<context>
    <name>batchdeck::SettingsDialog</name>
    <message>
        <source>As the desktop has them</source>
        <translation>바탕 화면과 같게</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>밝게</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>어둡게</translation>
    </message>
    <message>
        <source>The desktop’s</source>
        <translation>바탕 화면과 같게</translation>
    </message>
</context>
<context>
    <name>batchdeck::ShortcutsDialog</name>
    <message>
        <source>Space</source>
        <translation>스페이스</translation>
    </message>
    <message>
        <source>Choose the current record, or not</source>
        <translation>현재 레코드를 선택하거나 해제</translation>
    </message>
    <message>
        <source>Shift+Up, Shift+Down</source>
        <translation>Shift+위, Shift+아래</translation>
    </message>
    <message>
        <source>Choose more records</source>
        <translation>레코드를 이어서 선택</translation>
    </message>
    <message>
        <source>Menu, Shift+F10</source>
        <translation>메뉴, Shift+F10</translation>
    </message>
    <message>
        <source>What can be done with the records</source>
        <translation>레코드에 할 수 있는 일</translation>
    </message>
    <message>
        <source>+, -</source>
        <translation>+, -</translation>
    </message>
    <message>
        <source>Zoom in, zoom out</source>
        <translation>확대, 축소</translation>
    </message>
    <message>
        <source>Left, Right</source>
        <translation>왼쪽, 오른쪽</translation>
    </message>
    <message>
        <source>Earlier, later</source>
        <translation>이전, 이후</translation>
    </message>
    <message>
        <source>Up, Down</source>
        <translation>위, 아래</translation>
    </message>
    <message>
        <source>Other slots</source>
        <translation>다른 슬롯</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>Home</translation>
    </message>
    <message>
        <source>The whole run</source>
        <translation>전체 실행</translation>
    </message>
    <message>
        <source>End</source>
        <translation>End</translation>
    </message>
    <message>
        <source>Go on with the time</source>
        <translation>시간을 따라가기</translation>
    </message>
    <message>
        <source>In the table</source>
        <translation>표에서</translation>
    </message>
    <message>
        <source>In the timeline</source>
        <translation>타임라인에서</translation>
    </message>
    <message>
        <source>Ctrl+Left, Ctrl+Right</source>
        <translation>Ctrl+왼쪽, Ctrl+오른쪽</translation>
    </message>
    <message>
        <source>The attempt before, after</source>
        <translation>이전 시도, 다음 시도</translation>
    </message>
    <message>
        <source>Ctrl+Up, Ctrl+Down</source>
        <translation>Ctrl+위, Ctrl+아래</translation>
    </message>
    <message>
        <source>The attempt at that time in another slot</source>
        <translation>같은 때 다른 슬롯의 시도</translation>
    </message>
    <message>
        <source>Enter, Space</source>
        <translation>Enter, 스페이스</translation>
    </message>
    <message>
        <source>Choose its record</source>
        <translation>그 레코드를 선택</translation>
    </message>
</context>
<context>
    <name>batchdeck::ShownJson</name>
    <message>
        <source>The first %1 of %2 are shown.</source>
        <translation>%2 중 앞의 %1만 표시합니다.</translation>
    </message>
</context>
<context>
    <name>batchdeck::StartPage</name>
    <message>
        <source>A night shift</source>
        <translation>야간 작업</translation>
    </message>
    <message>
        <source>Simulated work, nothing is touched: some fails, hangs, is tried again or commits.</source>
        <translation>흉내만 내며 아무것도 건드리지 않습니다. 일부는 실패하거나, 멈추거나, 다시 시도하거나, 커밋합니다.</translation>
    </message>
    <message>
        <source>Rows into a database</source>
        <translation>데이터베이스에 행 넣기</translation>
    </message>
    <message>
        <source>Upserts into a SQLite file beside the batch; two of them do not fit.</source>
        <translation>배치 옆의 SQLite 파일에 행을 넣거나 갱신합니다. 두 건은 맞지 않습니다.</translation>
    </message>
    <message>
        <source>Messages of a queue</source>
        <translation>큐 메시지</translation>
    </message>
    <message>
        <source>An event as a queue hands it over, limited by its targets.</source>
        <translation>큐가 넘겨주는 이벤트이며, 대상별로 동시 실행을 제한합니다.</translation>
    </message>
    <message>
        <source>A spreadsheet</source>
        <translation>스프레드시트</translation>
    </message>
    <message>
        <source>CSV as Excel writes it in Korea; each row is a record.</source>
        <translation>한국어 Excel이 저장한 CSV입니다. 행 하나가 레코드 하나입니다.</translation>
    </message>
    <message>
        <source>Looking at the runs that are kept…</source>
        <translation>보관된 실행을 살펴보는 중…</translation>
    </message>
    <message>
        <source>All of them are finished.</source>
        <translation>모두 끝난 실행입니다.</translation>
    </message>
    <message>
        <source>Begun %1: %2. Open it to go on.</source>
        <translation>%1에 시작: %2. 열어서 이어서 실행할 수 있습니다.</translation>
    </message>
    <message>
        <source>Begun %1: %2. Open it to say what came of it.</source>
        <translation>%1에 시작: %2. 열어서 결과를 정할 수 있습니다.</translation>
    </message>
</context>
<context>
    <name>batchdeck::TableFoot</name>
    <message>
        <source>1 record</source>
        <translation>1건</translation>
    </message>
    <message>
        <source>%1 records</source>
        <translation>%1건</translation>
    </message>
    <message>
        <source>%1 of %2 records</source>
        <translation>%2건 중 %1건</translation>
    </message>
    <message>
        <source>%1 selected</source>
        <translation>%1건 선택</translation>
    </message>
    <message>
        <source>Sorting… %1%</source>
        <translation>정렬 중… %1%</translation>
    </message>
    <message>
        <source>Searching… %1%</source>
        <translation>검색 중… %1%</translation>
    </message>
    <message>
        <source>The order is no longer up to date.</source>
        <translation>정렬한 뒤 내용이 바뀌었습니다.</translation>
    </message>
    <message>
        <source>%1 selected: %2</source>
        <translation>%1건 선택: %2</translation>
    </message>
    <message>
        <source>%1 selected, not shown</source>
        <translation>%1건 선택, 표시 안 됨</translation>
    </message>
    <message>
        <source>“%1” is marked, or it is in the entry or a hidden column</source>
        <translation>“%1”: 표시된 곳, 원본 또는 숨은 열에 있음</translation>
    </message>
</context>
<context>
    <name>batchdeck::ThemedDialog</name>
    <message>
        <source>Drop the changes?</source>
        <translation>변경한 내용을 버릴까요?</translation>
    </message>
    <message>
        <source>What you changed here is kept nowhere else.</source>
        <translation>여기서 바꾼 내용은 다른 곳에 저장되어 있지 않습니다.</translation>
    </message>
    <message>
        <source>Drop Them</source>
        <translation>버리기</translation>
    </message>
    <message>
        <source>Go On Editing</source>
        <translation>계속 편집</translation>
    </message>
</context>
<context>
    <name>batchdeck::TimelinePainter</name>
    <message>
        <source>%1/s</source>
        <comment>a second</comment>
        <translation>초당 %1</translation>
    </message>
</context>
<context>
    <name>batchdeck::TimelineView</name>
    <message>
        <source>%1 %2</source>
        <comment>12 Failed</comment>
        <translation>%2 %1건</translation>
    </message>
    <message>
        <source>%1
Zoom in to tell them apart</source>
        <translation>%1
확대하면 하나씩 볼 수 있습니다</translation>
    </message>
    <message>
        <source>#%1 %2
%3</source>
        <translation>#%1 %2
%3</translation>
    </message>
    <message>
        <source>#%1 %2
%3 · %4 · %5</source>
        <translation>#%1 %2
%3 · %4 · %5</translation>
    </message>
    <message>
        <source>Attempts that run from now on will be drawn here: a lane for each of those that run at once, and under them how many end a second.</source>
        <translation>지금부터 실행되는 시도가 여기에 그려집니다. 동시에 실행되는 것마다 한 줄씩이고, 그 아래는 초당 끝난 수입니다.</translation>
    </message>
</context>
<context>
    <name>batchdeck::TriesModel</name>
    <message>
        <source>Try</source>
        <translation>시도</translation>
    </message>
    <message>
        <source>Began</source>
        <translation>시작</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>걸린 시간</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>결과</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>이유</translation>
    </message>
    <message>
        <source>cancelled by hand</source>
        <translation>사용자가 취소함</translation>
    </message>
    <message>
        <source>the run was cancelled</source>
        <translation>실행을 중단함</translation>
    </message>
    <message>
        <source>it took too long</source>
        <translation>너무 오래 걸림</translation>
    </message>
    <message>
        <source>ended by the failure policy</source>
        <translation>실패 정책에 따라 끝냄</translation>
    </message>
    <message>
        <source>the program was closed</source>
        <translation>프로그램을 닫음</translation>
    </message>
    <message>
        <source>shares the success of #%1</source>
        <translation>#%1의 성공을 함께 씀</translation>
    </message>
    <message>
        <source>marked by hand</source>
        <translation>사용자가 표시함</translation>
    </message>
    <message>
        <source>the program ended before it did</source>
        <translation>끝나기 전에 프로그램이 종료됨</translation>
    </message>
    <message>
        <source>done, though past its timeout</source>
        <translation>제한 시간을 넘겼지만 처리됨</translation>
    </message>
    <message>
        <source>done: the cancel came too late</source>
        <translation>처리됨: 취소가 늦었음</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>ended after it was given up</source>
        <translation>포기한 뒤에 끝남</translation>
    </message>
    <message>
        <source>tried again</source>
        <translation>다시 시도함</translation>
    </message>
</context>
<context>
    <name>batchdeck::WatchModel</name>
    <message>
        <source>Not ended yet</source>
        <translation>아직 끝나지 않음</translation>
    </message>
    <message>
        <source>Whether it is at work, its journal does not say: what may be run twice is written down when it ends.</source>
        <translation>실행 중인지는 저널에 없습니다. 두 번 실행해도 되는 것은 끝날 때만 기록됩니다.</translation>
    </message>
    <message>
        <source>#</source>
        <translation>#</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>State</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>Tries</source>
        <translation>시도</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>걸린 시간</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>종료</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>오류</translation>
    </message>
    <message>
        <source>At work, or next</source>
        <translation>실행 중이거나 다음 차례</translation>
    </message>
</context>
<context>
    <name>batchdeck::WatchPage</name>
    <message>
        <source>%1%</source>
        <translation>%1%</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%2건 중 %1건 처리</translation>
    </message>
    <message>
        <source>The run of %1, open elsewhere: here it is only shown</source>
        <translation>%1에 시작한 실행: 다른 곳에서 열려 있으며 여기에서는 보기만 합니다</translation>
    </message>
    <message>
        <source>The run of %1: nobody has it open</source>
        <translation>%1에 시작한 실행: 지금 열고 있는 프로그램이 없습니다</translation>
    </message>
    <message>
        <source>Some program has this run open. When it has been closed there.</source>
        <translation>다른 프로그램에서 이 실행이 열려 있습니다. 그쪽에서 닫은 뒤에 열 수 있습니다.</translation>
    </message>
    <message>
        <source>The records of this run came from no file.</source>
        <translation>이 실행의 레코드는 파일에서 오지 않았습니다.</translation>
    </message>
    <message>
        <source>Go on with what is left, or run the records anew</source>
        <translation>남은 것을 이어서 실행하거나 새로 실행합니다</translation>
    </message>
    <message>
        <source>Nothing has come of this record yet.</source>
        <translation>이 레코드는 아직 결과가 없습니다.</translation>
    </message>
    <message>
        <source>Choose a record to see what came of it.</source>
        <translation>레코드를 선택하면 그 결과가 나타납니다.</translation>
    </message>
    <message>
        <source>It left neither a result nor a log.</source>
        <translation>결과도 로그도 남기지 않았습니다.</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>레코드</translation>
    </message>
    <message>
        <source>Failures</source>
        <translation>실패 유형</translation>
    </message>
    <message>
        <source>Failures %1</source>
        <translation>실패 유형 %1</translation>
    </message>
    <message>
        <source>Only 1 record is shown: %1</source>
        <translation>1건만 표시합니다: %1</translation>
    </message>
    <message>
        <source>Only %1 records are shown: %2</source>
        <translation>%1건만 표시합니다: %2</translation>
    </message>
</context>
<context>
    <name>batchdeck::WherePage</name>
    <message>
        <source>%1 holds 1 record and brings no plan that says what to do with it.</source>
        <translation>%1 파일에 레코드 1건이 있지만, 어떻게 처리할지 정한 실행 설정이 없습니다.</translation>
    </message>
    <message>
        <source>%1 holds %2 records and brings no plan that says what to do with them.</source>
        <translation>%1 파일에 레코드 %2건이 있지만, 어떻게 처리할지 정한 실행 설정이 없습니다.</translation>
    </message>
    <message>
        <source>%1 Their fields: %2</source>
        <translation>%1 필드: %2</translation>
    </message>
    <message>
        <source>%1 Its fields: %2</source>
        <translation>%1 필드: %2</translation>
    </message>
</context>
<context>
    <name>batchdeck::WindowVerbs</name>
    <message>
        <source>See or change what is done with the records, and how</source>
        <translation>레코드를 어떻게 처리할지 보거나 바꿉니다</translation>
    </message>
    <message>
        <source>The plan stays as it is while records run. Pause or stop the run first.</source>
        <translation>레코드가 실행되는 동안에는 실행 설정을 바꿀 수 없습니다. 먼저 일시정지하거나 중단하십시오.</translation>
    </message>
    <message>
        <source>The plan stays as it is while records run. Stop the run first.</source>
        <translation>레코드가 실행되는 동안에는 실행 설정을 바꿀 수 없습니다. 먼저 실행을 중단하십시오.</translation>
    </message>
    <message>
        <source>Open a batch first.</source>
        <translation>먼저 배치를 여십시오.</translation>
    </message>
    <message>
        <source>See what each record would do, without doing it</source>
        <translation>각 레코드가 할 일을 실행하지 않고 봅니다</translation>
    </message>
    <message>
        <source>Run on a server?</source>
        <translation>서버에서 실행할까요?</translation>
    </message>
    <message>
        <source>The records of this batch go to %1.</source>
        <translation>이 배치의 레코드를 %1(으)로 보냅니다.</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>실행</translation>
    </message>
    <message>
        <source>Cancel what runs?</source>
        <translation>실행을 중단할까요?</translation>
    </message>
    <message>
        <source>1 record that runs or waits is cancelled. What has ended stays as it is.</source>
        <translation>진행 중이거나 대기 중인 1건을 취소합니다. 이미 끝난 것은 그대로 둡니다.</translation>
    </message>
    <message>
        <source>%1 records that run or wait are cancelled. What has ended stays as it is.</source>
        <translation>진행 중이거나 대기 중인 %1건을 취소합니다. 이미 끝난 것은 그대로 둡니다.</translation>
    </message>
    <message>
        <source>Cancel the Run</source>
        <translation>실행 중단</translation>
    </message>
    <message>
        <source>About %1</source>
        <translation>%1 정보</translation>
    </message>
    <message>
        <source>&lt;b&gt;%1 %2&lt;/b&gt;&lt;p&gt;Runs batches of records and shows each one live.&lt;/p&gt;</source>
        <translation>&lt;b&gt;%1 %2&lt;/b&gt;&lt;p&gt;레코드 배치를 실행하고 하나하나를 실시간으로 보여 줍니다.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>What was at work does not stop. To go on, close the batch, and open it again when that has stopped.</source>
        <translation>진행 중이던 것이 멈추지 않습니다. 이어서 실행하려면 이 배치를 닫고, 그것이 멈춘 뒤 다시 여십시오.</translation>
    </message>
</context>
<context>
    <name>batchdeck::WorkPane</name>
    <message>
        <source>Only 1 record is shown: %1</source>
        <translation>1건만 표시합니다: %1</translation>
    </message>
    <message>
        <source>Only %1 records are shown: %2</source>
        <translation>%1건만 표시합니다: %2</translation>
    </message>
</context>
</TS>
