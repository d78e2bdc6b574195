### How a talk is handed over as a file. In English.

## For supervisors

button-export-pdf = 📄 As PDF
button-export-zip = 🗜 As zip
button-export-all-pdf = 📄 All as PDF
button-export-all-zip = 🗜 All as zip
export-begun = It is being made, and comes here.
export-caption = <b>Ticket #{ $ticket }</b>, { $customer }. For whoever may read it alone.
export-caption-all = Everything of <b>{ $customer }</b>. For whoever may read it alone.
export-nothing = Nothing is kept of that any more.
export-failed = The file could not be made: { $reason }
export-too-big = The file has { $megabytes } MB, which is more than a bot may send. It lies on the desk’s disk: { $path }
