"""The pages by subject: each module has one function that draws it; `table` names them all."""
