<?php
// Prints the events of an iCalendar file as sabre/vobject understands them, which Nextcloud reads with: php read_sabre.php <file>
// From Debian's php-sabre-vobject. What its own validator finds is an error, and so is whatever PHP has to say.
set_error_handler(function ($level, $message, $file, $line) {
    if ($level & ~(E_DEPRECATED | E_USER_DEPRECATED)) throw new ErrorException($message, 0, $level, $file, $line);
    return true;
});
require 'Sabre/VObject/autoload.php';

$whole = Sabre\VObject\Reader::read(file_get_contents($argv[1]));
foreach ($whole->validate() as $finding) throw new Exception($finding['message']);

$instant = function ($property) {
    return $property->getDateTime()->setTimezone(new DateTimeZone('UTC'))->format('c');
};
// 2.1 leaves the escapes of a semicolon and a comma as they came, and takes away the other two.
$text = function ($value) { return str_replace(['\\;', '\\,'], [';', ','], (string) $value); };
$rows = [];
foreach ($whole->select('VEVENT') as $event) {
    $alarms = array_map(function ($alarm) { return (string) $alarm->TRIGGER; }, array_values($event->select('VALARM')));
    $rows[] = [
        'title' => $text($event->SUMMARY),
        'start' => $instant($event->DTSTART),
        'end' => $instant($event->DTEND),
        'status' => (string) $event->STATUS,
        'sequence' => (int) (string) $event->SEQUENCE,
        'transp' => isset($event->TRANSP) ? (string) $event->TRANSP : null,
        'link' => isset($event->CONFERENCE) ? (string) $event->CONFERENCE : null,
        'alarms' => $alarms,
    ];
}
echo json_encode($rows, JSON_THROW_ON_ERROR);
